package org.trialbook.view;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.trialbook.view.broken.PeekingView;

/// Code that answers somebody blinded holds no key, and leans on nothing that holds one.
class BlindPackagesTest {

    private static final ArchRule NO_KEY = noClasses()
            .that()
            .resideInAPackage("org.trialbook.view..")
            .and()
            .resideOutsideOfPackage("org.trialbook.view.unblinded..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "org\\.trialbook\\.blinding\\.(BlindingKey|BlindingKeystore|sealing\\.EventSealing|AesGcmBlindingKey|KeyRing)")
            .because("a process that must stay blind must not be able to open anything");

    private static final ArchRule NO_UNBLINDED = noClasses()
            .that()
            .resideInAPackage("org.trialbook.view..")
            .and()
            .resideOutsideOfPackage("org.trialbook.view.unblinded..")
            .and()
            .doNotHaveFullyQualifiedName("org.trialbook.view.LastImports")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.trialbook.view.unblinded..")
            .because("what opens sealed fields is wired in one place and used by nobody blinded");

    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.trialbook.view");

    @Test
    void theProductKeepsBothRules() {
        assertThat(product).hasSizeGreaterThan(50);
        NO_KEY.check(product);
        NO_UNBLINDED.check(product);
    }

    @Test
    void aBlindedViewThatTakesAKeyIsFoundOut() {
        JavaClasses broken = new ClassFileImporter().importClasses(PeekingView.class);

        assertThatThrownBy(() -> NO_KEY.check(broken)).hasMessageContaining("PeekingView");
        assertThatThrownBy(() -> NO_UNBLINDED.check(broken)).hasMessageContaining("PeekingView");
    }
}
