package org.trialbook.trial;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.store.Log;
import org.trialbook.store.media.MediaStore;
import org.trialbook.trial.broken.AsksTheClock;
import org.trialbook.trial.broken.DrawsAnId;
import org.trialbook.trial.broken.KnowsAxon;
import org.trialbook.trial.broken.KnowsSpring;
import org.trialbook.trial.broken.LooksAtTheCalendar;
import org.trialbook.trial.broken.LooksBesideItsBoundary;
import org.trialbook.trial.broken.TakesAChance;

/// Decisions and what they know are pure: ids, time and chance arrive in the command. Each rule has a broken example.
class PureDecisionsTest {

    /// What stands around the decisions: the way from a request to the log and back, and the wiring.
    private static final List<String> AROUND = List.of(
            "ActHandler",
            "Acts",
            "Criteria",
            "DryRun",
            "EventMessages",
            "FoldingAhead",
            "FoldingAtStart",
            "StoredNames",
            "StoredTags",
            "CommandLogHealth",
            "CommandClockHealth",
            "UploadQuota",
            "SentProtocol",
            "UploadMediaEndpoint");

    /// What reads the record or the media and decides no act.
    private static final List<String> DECIDE_NOTHING = List.of("KeysOfTheRecord", "KnownEvents", "MediaIntake");

    private static final DescribedPredicate<JavaClass> DECISIONS = resideInAPackage("org.trialbook.trial..")
            .and(DescribedPredicate.not(resideInAPackage("org.trialbook.trial.http..")
                    .or(nameMatching("org\\.trialbook\\.trial\\.CommandSide.*"))
                    .or(nameMatching(".*\\.(" + String.join("|", AROUND) + ")(\\$.*)?"))))
            .or(resideInAPackage("org.trialbook.casebook.."))
            .as("decisions and what they know");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.trialbook.trial", "org.trialbook.casebook");

    static final ArchRule NO_AXON =
            noClasses().that(DECISIONS).should().dependOnClassesThat().resideInAPackage("org.axonframework..");
    static final ArchRule NO_SPRING =
            noClasses().that(DECISIONS).should().dependOnClassesThat().resideInAPackage("org.springframework..");
    static final ArchRule NO_CLOCK =
            noClasses().that(DECISIONS).should().dependOnClassesThat().areAssignableTo(java.time.Clock.class);
    static final ArchRule NO_NOW = noClasses()
            .that(DECISIONS)
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("now"))
                    .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    resideInAPackage("java.time..")))));
    static final ArchRule NO_RANDOM_ID =
            noClasses().that(DECISIONS).should().callMethod(java.util.UUID.class, "randomUUID");
    static final ArchRule NO_CHANCE = noClasses()
            .that(DECISIONS)
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class);

    /// What is looked up beside the boundary can be stale when the act is appended, and nobody would see it.
    static final ArchRule NO_LOOK_UP = noClasses()
            .that(DECISIONS.and(
                    DescribedPredicate.not(nameMatching(".*\\.(" + String.join("|", DECIDE_NOTHING) + ")(\\$.*)?"))))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Log.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(MediaStore.class);

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(NO_AXON, KnowsAxon.class),
                Arguments.of(NO_SPRING, KnowsSpring.class),
                Arguments.of(NO_CLOCK, AsksTheClock.class),
                Arguments.of(NO_NOW, LooksAtTheCalendar.class),
                Arguments.of(NO_RANDOM_ID, DrawsAnId.class),
                Arguments.of(NO_CHANCE, TakesAChance.class),
                Arguments.of(NO_LOOK_UP, LooksBesideItsBoundary.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void decisionsArePure(ArchRule rule, Class<?> broken) {
        rule.check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBrokenExampleIsRejected(ArchRule rule, Class<?> broken) {
        JavaClasses classes = new ClassFileImporter().importClasses(broken);

        assertThatThrownBy(() -> rule.check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(broken.getSimpleName());
    }

    @Test
    void everyDecisionIsLookedAt() {
        List<String> lookedAt =
                MAIN.stream().filter(DECISIONS).map(JavaClass::getName).toList();

        assertThat(lookedAt)
                .containsAll(DeclaredActs.all().stream()
                        .map(act -> act.getClass().getName())
                        .toList());
        assertThat(lookedAt).hasSizeGreaterThan(60);
    }
}
