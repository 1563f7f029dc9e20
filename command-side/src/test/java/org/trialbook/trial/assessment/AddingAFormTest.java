package org.trialbook.trial.assessment;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.FormAdded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.query.OpenQuery;

/// A form at one visit of one subject, which the protocol does not have there.
class AddingAFormTest implements ActExamples {

    private static final LocalDate SEEN = IMPLANTED.plusDays(14);
    private static final String ILL = "fell ill after two weeks";
    private static final FormAdded ADDED = new FormAdded(STUDY, SUBJECT, SITE, "week-2", "nyha", Sealed.of(ILL));
    private static final Map<String, ItemValue> CLASS_II = Map.of("nyha-class", ItemValue.of("II"));
    private static final AssessmentRecorded FILLED_IN =
            new AssessmentRecorded(STUDY, SUBJECT, SITE, "week-2", "nyha", SEEN, CLASS_II, null);

    private static Asked<?, ?> add(String visit, String form) {
        return ask(AddForm.class, by(COORDINATOR), SUBJECT, new AddForm.Body(visit, form, ILL));
    }

    private static Asked<?, ?> fillIn(String visit) {
        return ask(
                RecordAssessment.class,
                by(COORDINATOR),
                SUBJECT,
                new RecordAssessment.Body(visit, "nyha", SEEN, CLASS_II));
    }

    @Test
    void itIsRecordedWithItsReasonSealed() {
        given(implanted()).when(add("week-2", "nyha")).thenRecorded(ADDED);
    }

    @Test
    void theFormIsThenTheVisitsAndNoOthers() {
        given(implanted())
                .when(fillIn("week-2"))
                .thenRefused(
                        "unknown-code", Map.of("kind", "form of week-2", "code", "nyha", "known", "incision, device"));
        given(implanted(), ADDED).when(fillIn("week-2")).thenRecorded(FILLED_IN);
        given(implanted(), ADDED)
                .when(fillIn("month-3"))
                .thenRefused(
                        "unknown-code",
                        Map.of("kind", "form of month-3", "code", "nyha", "known", "ecg, device, clinical"));
    }

    @Test
    void itIsFilledInOnceAndCorrectedAndAskedAbout() {
        given(implanted(), ADDED, FILLED_IN)
                .when(fillIn("week-2"))
                .thenRefused("already-recorded", Map.of("recorded", "form nyha of visit week-2"));
        given(implanted(), ADDED, FILLED_IN)
                .when(ask(
                        CorrectValue.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new CorrectValue.Body(
                                "week-2",
                                "nyha",
                                "nyha-class",
                                ItemValue.of("II"),
                                ItemValue.of("III"),
                                "as the source says")))
                .recorded(ValueCorrected.class);
        given(implanted(), ADDED)
                .when(ask(
                        OpenQuery.class,
                        by(DATA_MANAGER),
                        SUBJECT,
                        new OpenQuery.Body("week-2", "nyha", null, null, null, "coordinator", "Is it so?")))
                .recorded(QueryOpened.class);
    }

    @Test
    void aVisitHasAFormOnce() {
        given(implanted())
                .when(add("month-6", "nyha"))
                .thenRefused("form-is-at-the-visit", Map.of("visit", "month-6", "form", "nyha"));
        given(implanted(), ADDED)
                .when(add("week-2", "nyha"))
                .thenRefused("form-is-at-the-visit", Map.of("visit", "week-2", "form", "nyha"));
    }

    /// Which forms a visit has, everybody is told.
    @Test
    void aFormThatTellsTheArmIsNotAdded() {
        given(implanted())
                .when(add("discharge", "device"))
                .thenRefused("added-form-would-tell", Map.of("form", "device"));
        given(implanted()).when(add("week-2", "ecg")).recorded(FormAdded.class);
    }

    @Test
    void nothingIsAddedToAVisitThatWasMissed() {
        given(implanted(), new VisitMissed(STUDY, SUBJECT, SITE, "week-2", "no-show", null))
                .when(add("week-2", "nyha"))
                .thenRefused("visit-was-missed", Map.of("visit", "week-2"));
    }

    /// What an amendment leaves out is not asked anew; what was recorded of it is there to be corrected.
    @Test
    void aVersionWithoutTheFormLeavesItOut() {
        String without = HotCrt.YAML
                .replace("version: 1\n", "version: 2\n")
                .replace("echo, nyha, kccq-12", "echo, kccq-12")
                .replace("critical: [ecg.qrs-duration, nyha]", "critical: [ecg.qrs-duration]")
                .replace("  - code: nyha\n    label: NYHA class\n", "  - code: nyha-2\n    label: NYHA class\n");
        List<TrialEvent> amended = and(implanted(), ADDED, published("2", without));

        given(amended)
                .when(fillIn("week-2"))
                .thenRefused(
                        "unknown-code", Map.of("kind", "form of week-2", "code", "nyha", "known", "incision, device"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        AddForm.Body body = new AddForm.Body("week-2", "nyha", ILL);
        return List.of(example(AddForm.class, by(COORDINATOR), SUBJECT, body, implanted())
                .on(trial -> trial.implanted("01"))
                .wrong("visit", "month-99", 422, "unknown-code")
                .wrong("form", "x-ray", 422, "unknown-code")
                .refused("unknown-code", new AddForm.Body("week-2", "x-ray", ILL), implanted())
                .refused("form-is-at-the-visit", implanted(), ADDED)
                .refused("added-form-would-tell", new AddForm.Body("discharge", "device", ILL), implanted())
                .refused(
                        "visit-was-missed",
                        implanted(),
                        new VisitMissed(STUDY, SUBJECT, SITE, "week-2", "no-show", null)));
    }
}
