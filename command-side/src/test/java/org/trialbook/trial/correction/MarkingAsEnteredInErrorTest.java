package org.trialbook.trial.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.PROGRAMMER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormLock;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.assessment.RecordAssessment;

class MarkingAsEnteredInErrorTest implements ActExamples {
    private static final String WHY = "the neighbour's tracing";

    @Test
    void whyIsSealedWhereTheFormHasSomethingSealed() {
        given(ecgRecorded())
                .when(mark(INVESTIGATOR, "pre-implant", "ecg"))
                .thenRecorded(
                        new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "ecg", null, null, Sealed.of(WHY)));
    }

    @Test
    void whyIsOpenElsewhere() {
        given(nyha())
                .when(mark(COORDINATOR, "pre-implant", "nyha"))
                .thenRecorded(new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "nyha", null, WHY, null));
    }

    @Test
    void theFormCanBeRecordedAgainAndIsNotCorrected() {
        List<TrialEvent> marked =
                and(nyha(), new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "nyha", null, WHY, null));
        assertThat(given(marked)
                        .when(ask(
                                CorrectValue.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new CorrectValue.Body(
                                        "pre-implant",
                                        "nyha",
                                        "nyha-class",
                                        ItemValue.of("II"),
                                        ItemValue.of("III"),
                                        WHY)))
                        .refusal()
                        .name())
                .isEqualTo("form-not-recorded");
        given(marked)
                .when(ask(
                        RecordAssessment.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new RecordAssessment.Body(
                                "pre-implant", "nyha", CONSENTED, Map.of("nyha-class", ItemValue.of("III")))))
                .recorded(AssessmentRecorded.class);
        assertThat(given(marked)
                        .when(mark(COORDINATOR, "pre-implant", "nyha"))
                        .refusal()
                        .name())
                .isEqualTo("nothing-recorded");
    }

    @Test
    void aFrozenFormStays() {
        given(and(
                        nyha(),
                        new FormLockChanged(
                                STUDY,
                                SUBJECT,
                                SITE,
                                CasebookPlace.form("pre-implant", "nyha"),
                                FormLock.FROZEN,
                                "for the interim analysis")))
                .when(mark(COORDINATOR, "pre-implant", "nyha"))
                .thenRefused("form-is-frozen", Map.of("place", "pre-implant/nyha"));
    }

    @Test
    void aVisitIsMarkedAfterItsForms() {
        List<TrialEvent> seen = and(nyha(), new VisitDone(STUDY, SUBJECT, SITE, "pre-implant", CONSENTED, null, 0));
        given(seen)
                .when(mark(COORDINATOR, "pre-implant", null))
                .thenRefused("something-made-at-the-visit", Map.of("visit", "pre-implant", "made", "nyha"));
        given(and(seen, new EnteredInError(STUDY, SUBJECT, SITE, "pre-implant", "nyha", null, WHY, null)))
                .when(mark(COORDINATOR, "pre-implant", null))
                .recorded(EnteredInError.class);
    }

    @Test
    void aBlindedCallerMarksNoFormThatReveals() {
        given(ecgRecorded())
                .when(mark(COORDINATOR, "pre-implant", "ecg"))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    private static List<TrialEvent> nyha() {
        return and(
                consented(),
                new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "nyha",
                        CONSENTED,
                        Map.of("nyha-class", ItemValue.of("II")),
                        null));
    }

    private static Asked<?, ?> mark(Caller caller, @Nullable String visit, @Nullable String form) {
        return ask(MarkEnteredInError.class, by(caller), SUBJECT, new MarkEnteredInError.Body(visit, form, null, WHY));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        MarkEnteredInError.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new MarkEnteredInError.Body("pre-implant", "ecg", null, WHY),
                        ecgRecorded())
                .on(trial -> trial.ecgRecorded("01"))
                .wrong("form", "no-such-form", 422, "unknown-code")
                .wrong("visit", "never", 422, "unknown-code")
                .wrong("because", "", 400, "invalid-field")
                .refused("nothing-recorded", consented())
                .refused(
                        "something-made-at-the-visit",
                        new MarkEnteredInError.Body("pre-implant", null, null, WHY),
                        ecgRecorded(),
                        new VisitDone(STUDY, SUBJECT, SITE, "pre-implant", CONSENTED, null, 0))
                .refused(
                        "visit-is-not-the-programmers",
                        by(PROGRAMMER),
                        new MarkEnteredInError.Body("pre-implant", null, null, WHY),
                        ecgRecorded(),
                        new VisitDone(STUDY, SUBJECT, SITE, "pre-implant", CONSENTED, null, 0)));
    }
}
