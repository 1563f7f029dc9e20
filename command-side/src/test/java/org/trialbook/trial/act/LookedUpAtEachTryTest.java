package org.trialbook.trial.act;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.store.Log;
import org.trialbook.store.media.MediaStore;
import org.trialbook.trial.reading.LooksUpOnce;

/// What an act is decided by is within its boundary, or is looked up anew whenever the act is tried again. An
/// endpoint hands the desk a function that makes the act, and the desk calls it at each try: so whatever looks
/// something up is called within that function, or in a method that is given the try's context.
class LookedUpAtEachTryTest {

    /// What reads the record or the store of media beside the acts' boundaries; the rest is told, and decides
    /// nothing.
    private static final List<String> LOOK_UP = List.of("ReadFamilies", "UploadedMedia");

    private static final List<String> DECIDE_NOTHING = List.of(
            "ActDesk",
            "CommandSideConfiguration",
            "KeysOfTheRecord",
            "LogHealth",
            "MediaIntake",
            "Receipts",
            "UploadMediaEndpoint");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .importUrl(ActDesk.class.getProtectionDomain().getCodeSource().getLocation());

    private static final ArchRule WITHIN_THE_FUNCTION = noClasses()
            .that(DescribedPredicate.describe(
                    "are not among " + LOOK_UP, type -> !LOOK_UP.contains(type.getSimpleName())))
            .should()
            .callMethodWhere(DescribedPredicate.<JavaCall<?>>describe(
                    "looks something up outside the function that makes the act",
                    call -> LOOK_UP.contains(call.getTargetOwner().getSimpleName())
                            && !call.getName().equals("isOne")
                            && !call.isDeclaredInLambda()
                            && call.getOrigin().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(ActContext.class))));

    @Test
    void nothingElseReadsTheRecordOrTheMediaBesideItsBoundary() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass())
                                .anyMatch(target ->
                                        target.isEquivalentTo(Log.class) || target.isEquivalentTo(MediaStore.class)))
                        .map(LookedUpAtEachTryTest::outermost)
                        .distinct())
                .isSubsetOf(java.util.stream.Stream.concat(LOOK_UP.stream(), DECIDE_NOTHING.stream())
                        .toList());
    }

    @Test
    void whatIsLookedUpIsLookedUpAtEachTry() {
        WITHIN_THE_FUNCTION.check(MAIN);
    }

    @Test
    void aLookUpBeforeTheFirstTryWouldBeFound() {
        assertThatThrownBy(() -> WITHIN_THE_FUNCTION.check(new ClassFileImporter().importClasses(LooksUpOnce.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LooksUpOnce");
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }
}
