package org.trialbook.standalone;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/// No package depends on one that depends on it, through however many others: each can be read, and moved, with those
/// below it alone.
class PackageCirclesTest {

    /// Not untangled yet: a format of media and the gate to all of them know each other, and so do the views and what
    /// wires them.
    private static final List<String> TANGLED = List.of("org/trialbook/media/", "org/trialbook/view/");

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    };

    private static final ArchRule NO_CIRCLE =
            slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles();

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .withImportOption(PackageCirclesTest::untangled)
            .importPackages("org.trialbook");

    private static boolean untangled(Location location) {
        return TANGLED.stream().noneMatch(location::contains);
    }

    @Test
    void noPackageDependsOnOneThatDependsOnIt() {
        assertThat(HOUSE)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "org.trialbook.event",
                        "org.trialbook.casebook",
                        "org.trialbook.access",
                        "org.trialbook.trial.act",
                        "org.trialbook.trial.http");
        NO_CIRCLE.check(HOUSE);
    }

    @Test
    void twoPackagesThatLeanOnEachOtherAreRejected() {
        JavaClasses broken = new ClassFileImporter().importPackages("org.trialbook.standalone.broken.circle");

        assertThatThrownBy(() -> NO_CIRCLE.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected")
                .hasMessageContaining("Asks")
                .hasMessageContaining("Answers");
    }
}
