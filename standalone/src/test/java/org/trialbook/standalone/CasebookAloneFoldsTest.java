package org.trialbook.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.trialbook.event.Correction;
import org.trialbook.event.VisitWindow;
import org.trialbook.standalone.broken.view.FoldsAnew;

/// Corrections and windows are folded in one place: two folds of one thing disagree one day.
class CasebookAloneFoldsTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.trialbook");

    private static final ArchRule CORRECTIONS = noClasses()
            .that()
            .resideOutsideOfPackages("org.trialbook.casebook..", "org.trialbook.event..")
            .should()
            .callMethod(Correction.class, "to")
            .because("what an answer was corrected to follows from the casebook");

    private static final ArchRule WINDOWS = noClasses()
            .that()
            .resideOutsideOfPackages("org.trialbook.casebook..", "org.trialbook.event..")
            .should()
            .callConstructor(VisitWindow.class, LocalDate.class, LocalDate.class, LocalDate.class)
            .because("when a visit can take place follows from the casebook");

    @Test
    void nobodyElseFoldsCorrectionsOrWindows() {
        CORRECTIONS.check(HOUSE);
        WINDOWS.check(HOUSE);
    }

    @Test
    void aViewThatFoldsThemAnewIsRejected() {
        JavaClasses broken = new ClassFileImporter().importClasses(FoldsAnew.class);
        assertThatThrownBy(() -> CORRECTIONS.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FoldsAnew.answer");
        assertThatThrownBy(() -> WINDOWS.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FoldsAnew.window");
    }
}
