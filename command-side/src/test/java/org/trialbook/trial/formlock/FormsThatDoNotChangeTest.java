package org.trialbook.trial.formlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecg;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormLock;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.correction.CorrectValue;

/// Freezing, locking and unlocking, and what they keep from changing.
class FormsThatDoNotChangeTest implements ActExamples {
    private static final CasebookPlace VISIT = CasebookPlace.visit("pre-implant");
    private static final CasebookPlace ECG = CasebookPlace.form("pre-implant", "ecg");
    private static final String BECAUSE = "all is answered";
    /// Who did whatever was recorded; see [org.trialbook.trial.Scenario].
    private static final Caller SOMEBODY = new Caller("somebody", "Somebody", Role.DATA_MANAGER, null);

    private static FormLockAct.Body at(CasebookPlace place) {
        return new FormLockAct.Body(place.visit(), place.form(), place.key(), BECAUSE);
    }

    private static FormLockChanged changed(CasebookPlace place, FormLock step) {
        return new FormLockChanged(STUDY, SUBJECT, SITE, place, step, BECAUSE);
    }

    private static Asked<?, ?> correct(Caller caller) {
        return ask(
                CorrectValue.class,
                by(caller),
                SUBJECT,
                new CorrectValue.Body(
                        "pre-implant",
                        "ecg",
                        "qrs-duration",
                        ecg().get("qrs-duration"),
                        new ItemValue("150", "ms"),
                        "digits swapped"));
    }

    @Test
    void whatIsFrozenOrLockedIsNotCorrectedUntilItIsNoLonger() {
        for (CasebookPlace place : List.of(CasebookPlace.SUBJECT, VISIT, ECG)) {
            given(ecgRecorded(), changed(place, FormLock.FROZEN))
                    .when(correct(INVESTIGATOR))
                    .thenRefused("form-is-frozen", Map.of("place", "pre-implant/ecg"));
            given(ecgRecorded(), changed(place, FormLock.FROZEN), changed(place, FormLock.LOCKED))
                    .when(correct(INVESTIGATOR))
                    .thenRefused("form-is-locked", Map.of("place", "pre-implant/ecg"));
            assertThat(given(ecgRecorded(), changed(place, FormLock.FROZEN), changed(place, FormLock.UNFROZEN))
                            .when(correct(INVESTIGATOR))
                            .recorded(ValueCorrected.class))
                    .isNotNull();
            assertThat(given(
                                    ecgRecorded(),
                                    changed(place, FormLock.LOCKED),
                                    changed(place, FormLock.UNLOCK_REQUESTED),
                                    changed(place, FormLock.UNLOCKED))
                            .when(correct(INVESTIGATOR))
                            .recorded(ValueCorrected.class))
                    .isNotNull();
        }
        given(ecgRecorded(), changed(VISIT, FormLock.LOCKED), changed(VISIT, FormLock.UNLOCK_REQUESTED))
                .when(correct(INVESTIGATOR))
                .thenRefused("form-is-locked", Map.of("place", "pre-implant/ecg"));
    }

    static Stream<ActExample<?, ?>> corrections() {
        return ActExamples.all().stream()
                .filter(row -> row.name().startsWith("correct-") || row.name().equals("mark-entered-in-error"));
    }

    /// Also what is no form's: facts, eligibility, attempts.
    @ParameterizedTest
    @MethodSource("corrections")
    void nothingOfALockedSubjectIsCorrected(ActExample<?, ?> row) {
        assertThat(given(row.given(), changed(CasebookPlace.SUBJECT, FormLock.LOCKED))
                        .when(row.act())
                        .refusal()
                        .name())
                .isEqualTo("form-is-locked");
    }

    @Test
    void anotherFormGoesOn() {
        assertThat(given(ecgRecorded(), changed(CasebookPlace.form("pre-implant", "nyha"), FormLock.LOCKED))
                        .when(correct(INVESTIGATOR))
                        .recorded(ValueCorrected.class))
                .isNotNull();
    }

    @Test
    void nothingIsEnteredAtAFrozenVisit() {
        Asked<?, ?> entry = ask(
                RecordAssessment.class,
                by(INVESTIGATOR),
                SUBJECT,
                new RecordAssessment.Body("pre-implant", "ecg", HotCrt.CONSENTED, whole()));
        given(consented(), changed(VISIT, FormLock.FROZEN))
                .when(entry)
                .thenRefused("form-is-frozen", Map.of("place", "pre-implant/ecg"));
        assertThat(given(consented()).when(entry).recorded(AssessmentRecorded.class))
                .isNotNull();
    }

    private static Map<String, ItemValue> whole() {
        Map<String, ItemValue> answers = new TreeMap<>(ecg());
        answers.put("paced-capture", ItemValue.of("right-ventricular"));
        return answers;
    }

    @Test
    void whoMustNotKnowIsToldOfTheFormFirst() {
        given(ecgRecorded(), changed(VISIT, FormLock.FROZEN))
                .when(correct(COORDINATOR))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    @Test
    void theLargerPlaceTakesInTheSmallerOne() {
        List<TrialEvent> both = and(ecgRecorded(), changed(ECG, FormLock.FROZEN), changed(VISIT, FormLock.FROZEN));
        given(both)
                .when(ask(FreezeForms.class, by(DATA_MANAGER), SUBJECT, at(ECG)))
                .thenRefused("already-frozen-or-locked", Map.of("as", "frozen", "place", "pre-implant"));
        given(both)
                .when(ask(UnfreezeForms.class, by(DATA_MANAGER), SUBJECT, at(ECG)))
                .thenRefused("not-frozen-or-locked", Map.of("as", "frozen", "place", "pre-implant"));
        given(both)
                .when(ask(UnfreezeForms.class, by(DATA_MANAGER), SUBJECT, at(CasebookPlace.SUBJECT)))
                .thenRecorded(changed(CasebookPlace.SUBJECT, FormLock.UNFROZEN));
        assertThat(given(both, changed(VISIT, FormLock.UNFROZEN))
                        .when(correct(INVESTIGATOR))
                        .recorded(ValueCorrected.class))
                .isNotNull();
    }

    @Test
    void twoPeopleUnlock() {
        List<TrialEvent> asked =
                and(ecgRecorded(), changed(VISIT, FormLock.LOCKED), changed(VISIT, FormLock.UNLOCK_REQUESTED));
        given(asked)
                .when(ask(ApproveUnlock.class, by(SOMEBODY), SUBJECT, at(VISIT)))
                .thenRefused("unlock-approved-by-the-same", Map.of());
        given(asked)
                .when(ask(ApproveUnlock.class, by(DATA_MANAGER), SUBJECT, at(ECG)))
                .thenRefused("not-frozen-or-locked", Map.of("as", "locked", "place", "pre-implant"));
        given(asked)
                .when(ask(ApproveUnlock.class, by(DATA_MANAGER), SUBJECT, at(VISIT)))
                .thenRecorded(changed(VISIT, FormLock.UNLOCKED));
        given(asked, changed(VISIT, FormLock.UNLOCKED))
                .when(ask(ApproveUnlock.class, by(DATA_MANAGER), SUBJECT, at(VISIT)))
                .thenRefused("not-frozen-or-locked", Map.of("as", "locked"));
    }

    @Test
    void aRequestIsForOneLock() {
        given(
                        ecgRecorded(),
                        changed(VISIT, FormLock.LOCKED),
                        changed(VISIT, FormLock.UNLOCK_REQUESTED),
                        changed(VISIT, FormLock.UNLOCKED),
                        changed(VISIT, FormLock.LOCKED))
                .when(ask(ApproveUnlock.class, by(DATA_MANAGER), SUBJECT, at(VISIT)))
                .thenRefused("unlock-not-requested", Map.of());
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        List<TrialEvent> frozen = and(ecgRecorded(), changed(ECG, FormLock.FROZEN));
        List<TrialEvent> locked = and(ecgRecorded(), changed(ECG, FormLock.LOCKED));
        List<TrialEvent> asked = and(locked, changed(ECG, FormLock.UNLOCK_REQUESTED));
        return List.of(
                example(FreezeForms.class, by(DATA_MANAGER), SUBJECT, at(ECG), ecgRecorded())
                        .on(trial -> trial.ecgRecorded("01"))
                        .wrong("visit", "month-99", 422, "unknown-code")
                        .wrong("form", "shoe", 422, "unknown-code")
                        .wrong("key", "1", 422, "unknown-code")
                        .refused("incomplete-place", at(new CasebookPlace(null, "ecg", null, null)), ecgRecorded())
                        .wrong("because", ActExample.TOO_LONG, 400, "invalid-field")
                        .refused("no-such-subject", openSite())
                        .refused("already-frozen-or-locked", frozen),
                example(UnfreezeForms.class, by(DATA_MANAGER), SUBJECT, at(ECG), frozen)
                        .on(trial -> trial.ecgHeld("01", "freeze-forms"))
                        .refused("not-frozen-or-locked", ecgRecorded()),
                example(LockForms.class, by(DATA_MANAGER), SUBJECT, at(ECG), ecgRecorded())
                        .on(trial -> trial.ecgRecorded("01")),
                example(RequestUnlock.class, by(DATA_MANAGER), SUBJECT, at(ECG), locked)
                        .on(trial -> trial.ecgHeld("01", "lock-forms"))
                        .refused("unlock-already-requested", asked),
                example(ApproveUnlock.class, by(DATA_MANAGER), SUBJECT, at(ECG), asked)
                        .on(trial -> trial.ecgHeld("01", "lock-forms", "request-unlock"))
                        .refused("unlock-not-requested", locked)
                        .refused("unlock-approved-by-the-same", by(SOMEBODY), at(ECG), asked));
    }
}
