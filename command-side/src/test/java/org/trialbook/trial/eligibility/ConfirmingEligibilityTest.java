package org.trialbook.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.eligibleAnswers;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.with;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.randomization.RandomizeSubject;

class ConfirmingEligibilityTest {

    @Test
    void whoMeetsEveryCriterionIsEligibleAndHasAStratum() {
        given(consented())
                .when(confirm(eligibleAnswers()))
                .thenRecorded(new EligibilityConfirmed(
                        STUDY, SUBJECT, SITE, CONFIRMED, eligibleAnswers(), Map.of("aetiology", "ischaemic")));
    }

    @Test
    void theStratumIsTheAnswerItself() {
        Map<String, ItemValue> answers = with(eligibleAnswers(), "aetiology", ItemValue.of("non-ischaemic"));

        assertThat(given(consented())
                        .when(confirm(answers))
                        .recorded(EligibilityConfirmed.class)
                        .strata())
                .containsExactly(Map.entry("aetiology", "non-ischaemic"));
    }

    @ParameterizedTest
    @CsvSource({"69, under-70", "70, 70-or-more"})
    void aLevelFollowsFromTheAnsweredNumber(String age, String level) {
        String yaml = HotCrt.amended(
                "item: aetiology}",
                "item: aetiology}\n    - {code: age-group, label: Age, item: age, levels: "
                        + "[{code: under-70, label: Under 70, below: 70}, {code: 70-or-more, label: 70 or more}]}");
        Map<String, ItemValue> answers = with(eligibleAnswers(), "age", new ItemValue(age, "a"));

        assertThat(given(HotCrt.under(yaml, consented()))
                        .when(confirm(answers))
                        .recorded(EligibilityConfirmed.class)
                        .strata())
                .isEqualTo(Map.of("aetiology", "ischaemic", "age-group", level));
    }

    /// Either an ejection fraction of at most 35 with a bundle branch block and a QRS above 120 ms, or one of at
    /// most 50 with more than 40 % pacing expected.
    @ParameterizedTest(name = "LVEF {0} %, block {1}, QRS {2} ms, pacing {3} %: {4}")
    @CsvSource({
        "35,   true,  121, 40,  true",
        "35.0, true,  121, 0,   true",
        "35.1, true,  121, 40,  false",
        "35,   false, 121, 40,  false",
        "35,   true,  120, 40,  false",
        "35,   true,  120, 41,  true",
        "35,   false, 200, 41,  true",
        "50,   false, 100, 41,  true",
        "50,   false, 100, 40,  false",
        "50.1, false, 100, 41,  false",
        "50.1, true,  200, 100, false",
        "5,    true,  300, 0,   true"
    })
    void theEitherOrRuleIsComputed(String lvef, String block, String qrs, String pacing, boolean eligible) {
        Map<String, ItemValue> answers = eligibleAnswers();
        answers.put("lvef", new ItemValue(lvef, "%"));
        answers.put("bundle-branch-block", ItemValue.of(block));
        answers.put("qrs-duration", new ItemValue(qrs, "ms"));
        answers.put("expected-rv-pacing", new ItemValue(pacing, "%"));

        var then = given(consented()).when(confirm(answers));

        if (eligible) {
            then.recorded(EligibilityConfirmed.class);
        } else {
            then.thenRecorded(new ScreenFailed(STUDY, SUBJECT, SITE, CONFIRMED, answers, List.of("indication")));
        }
    }

    @ParameterizedTest(name = "NYHA {0}, {1}: {2}")
    @CsvSource({
        "I, ischaemic, true",
        "I, non-ischaemic, false",
        "II, non-ischaemic, true",
        "III, non-ischaemic, true",
        "IV-ambulatory, non-ischaemic, true",
        "IV, ischaemic, false"
    })
    void classOneIsEligibleWithIschaemicDiseaseOnly(String nyha, String aetiology, boolean eligible) {
        Map<String, ItemValue> answers =
                with(with(eligibleAnswers(), "nyha", ItemValue.of(nyha)), "aetiology", ItemValue.of(aetiology));

        assertThat(given(consented()).when(confirm(answers)).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        recorded -> assertThat(recorded.events().getFirst() instanceof EligibilityConfirmed)
                                .isEqualTo(eligible));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "existing-crt, true, existing-crt",
        "pregnancy, true, pregnancy",
        "other-device-trial, true, other-device-trial",
        "capacity-to-consent, false, no-capacity-to-consent"
    })
    void anExclusionIsNamed(String item, String answer, String criterion) {
        assertThat(given(consented())
                        .when(confirm(with(eligibleAnswers(), item, ItemValue.of(answer))))
                        .recorded(ScreenFailed.class)
                        .criteriaNotMet())
                .containsExactly(criterion);
    }

    @Test
    void everyCriterionThatIsNotMetIsNamedInTheProtocolsOrder() {
        Map<String, ItemValue> answers =
                with(with(eligibleAnswers(), "age", new ItemValue("17", "a")), "pregnancy", ItemValue.of("true"));

        assertThat(given(bornIn(2008))
                        .when(confirm(answers))
                        .recorded(ScreenFailed.class)
                        .criteriaNotMet())
                .containsExactly("adult", "pregnancy");
    }

    private static List<TrialEvent> bornIn(int year) {
        return consented().stream()
                .map(event -> event instanceof SubjectRegistered registered
                        ? new SubjectRegistered(STUDY, SUBJECT, SITE, registered.registeredOn(), year, registered.sex())
                        : event)
                .toList();
    }

    @ParameterizedTest(name = "born in {0}, {1} years old in March 2026: {2}")
    @CsvSource({
        "2020, 75, refused",
        "1955, 73, refused",
        "1955, 72, taken",
        "1955, 71, taken",
        "1955, 70, taken",
        "1955, 69, taken",
        "1955, 68, refused",
        "1955, 0, refused"
    })
    void anAgeIsThatOfSomebodyBornInTheYearRegistered(int born, String age, String outcome) {
        var then = given(bornIn(born)).when(confirm(with(eligibleAnswers(), "age", new ItemValue(age, "a"))));

        if (outcome.equals("refused")) {
            then.thenRefused(
                    "age-contradicts-birth-year",
                    Map.of("age", age, "birthYear", Integer.toString(born), "on", "2026-03-04"));
        } else {
            assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age",
                "nyha",
                "aetiology",
                "lvef",
                "bundle-branch-block",
                "qrs-duration",
                "expected-rv-pacing",
                "existing-crt",
                "pregnancy",
                "other-device-trial",
                "capacity-to-consent"
            })
    void noQuestionStaysOpen(String item) {
        var refusal = given(consented())
                .when(confirm(with(eligibleAnswers(), item, null)))
                .refusal();

        assertThat(refusal.name()).isEqualTo("invalid-answers");
        assertThat(refusal.evidence()).containsOnlyKeys(item);
        assertThat(refusal.evidence().get(item)).startsWith("missing: ");
    }

    @Test
    void aQuestionTheProtocolDoesNotAskIsNotAnswered() {
        assertThat(given(consented())
                        .when(confirm(with(eligibleAnswers(), "shoe-size", ItemValue.of("43"))))
                        .refusal()
                        .evidence())
                .containsOnlyKeys("shoe-size");
    }

    @Test
    void aScreeningFailureMayBeAssessedAgain() {
        given(consented(), new ScreenFailed(STUDY, SUBJECT, SITE, CONFIRMED, eligibleAnswers(), List.of("indication")))
                .when(confirm(eligibleAnswers()))
                .recorded(EligibilityConfirmed.class);
    }

    @Test
    void whoIsEligibleIsNotAssessedAgainWithoutAReason() {
        given(eligible())
                .when(confirm(eligibleAnswers()))
                .thenRefused("already-recorded", Map.of("recorded", "confirm-eligibility on 2026-03-04"));
    }

    /// The way that the refusal names.
    @Test
    void aWrongAnswerIsCorrectedByAnsweringAnewWithAReason() {
        Asked<?, ?> corrected = corrected(with(eligibleAnswers(), "aetiology", ItemValue.of("non-ischaemic")));

        assertThat(given(eligible()).when(confirm(eligibleAnswers())).refusal().rule())
                .contains("confirm-eligibility", "'because'");
        assertThat(given(eligible())
                        .when(corrected)
                        .recorded(EligibilityConfirmed.class)
                        .strata())
                .containsExactly(Map.entry("aetiology", "non-ischaemic"));
        assertThat(DeclaredActs.of(ConfirmEligibility.class).openReason((ConfirmEligibility.Body)
                        corrected.command().body()))
                .isEqualTo("the letter says otherwise");
    }

    @Test
    void whoWasRandomizedSinceIsInTheStratumOfTheCorrectedAnswers() {
        EligibilityConfirmed corrected = given(eligible())
                .when(corrected(with(eligibleAnswers(), "aetiology", ItemValue.of("non-ischaemic"))))
                .recorded(EligibilityConfirmed.class);

        assertThat(given(eligible(), corrected)
                        .when(ask(
                                RandomizeSubject.class,
                                HotCrt.at(INVESTIGATOR, RANDOMIZED),
                                SUBJECT,
                                new RandomizeSubject.Body()))
                        .recorded(SubjectRandomized.class)
                        .stratum())
                .isEqualTo("aetiology=non-ischaemic;site=01");
    }

    @Test
    void whoIsNotEligibleByTheCorrectedAnswersIsNotRandomized() {
        ScreenFailed corrected = given(eligible())
                .when(corrected(with(eligibleAnswers(), "pregnancy", ItemValue.of("true"))))
                .recorded(ScreenFailed.class);

        given(eligible(), corrected)
                .when(ask(RandomizeSubject.class, by(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body()))
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "confirm-eligibility"));
        given(eligible(), corrected).when(confirm(eligibleAnswers())).recorded(EligibilityConfirmed.class);
    }

    @Test
    void theAnswersOfWhoeverIsRandomizedStay() {
        Refusal refusal = given(randomized(BVP))
                .when(corrected(with(eligibleAnswers(), "aetiology", ItemValue.of("non-ischaemic"))))
                .refusal();

        assertThat(refusal.name()).isEqualTo("already-randomized");
    }

    private static Asked<?, ?> corrected(Map<String, ItemValue> answers) {
        return ask(
                ConfirmEligibility.class,
                by(COORDINATOR),
                SUBJECT,
                new ConfirmEligibility.Body(CONFIRMED, answers, "the letter says otherwise"));
    }

    private static Asked<?, ?> confirm(Map<String, ItemValue> answers) {
        return ask(
                ConfirmEligibility.class,
                by(COORDINATOR),
                SUBJECT,
                new ConfirmEligibility.Body(CONFIRMED, answers, null));
    }
}
