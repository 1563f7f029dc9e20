package org.trialbook.trial.assessment;

import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.awaiting;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.correction.CorrectValue;

/// Forms whose checks and conditions read other visits, other forms and the subject, recorded and corrected.
class RecordingWhatIsReadElsewhereTest {
    private static final String PROTOCOL = protocol();
    /// Weights tell the arm, and no open form reads them.
    private static final String SEALING = PROTOCOL.replace("version: 1", "version: 2")
            .replace("    label: Vital signs\n", "    label: Vital signs\n    reveals-the-arm: true\n")
            .replace("vitals.weight <= 1.5 * eligibility.weight", "creatinine < 1999")
            .replace("vitals.index@start - vitals.index", "1 in 'kg/m2'");

    private static final LocalDate LATER = CONSENTED.plusDays(21);

    private static String protocol() {
        try {
            return Files.readString(Path.of("../shared-events/src/test/resources/protocols/across-forms.yaml"))
                    .replace("study: ACROSS", "study: " + STUDY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ItemValue kg(String weight) {
        return new ItemValue(weight, "kg");
    }

    private static List<TrialEvent> weighed(String weight) {
        return and(
                under(PROTOCOL, consented()),
                new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "start",
                        "vitals",
                        CONSENTED,
                        Map.of("weight", kg(weight)),
                        null,
                        Map.of(),
                        null));
    }

    private static Asked<?, ?> record(
            @Nullable String visit,
            String form,
            @Nullable String key,
            LocalDate on,
            Map<String, ItemValue> values,
            @Nullable Map<String, String> kept) {
        return ask(
                RecordAssessment.class,
                by(COORDINATOR),
                SUBJECT,
                new RecordAssessment.Body(visit, form, key, on, values, kept));
    }

    private static Asked<?, ?> weigh(String weight, @Nullable Map<String, String> kept) {
        return record("cycle.1", "vitals", null, LATER, Map.of("weight", kg(weight)), kept);
    }

    @Test
    void aSoftCheckComparesWithTheVisitBefore() {
        given(weighed("100"))
                .when(weigh("79.9", null))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "weight",
                                "soft-check: More than a fifth was lost since the last time. Put it right, or say under"
                                        + " 'kept', for 'loss', why it is so."));
        given(weighed("100"))
                .when(weigh("79.9", Map.of("loss", "Oedema treated")))
                .recorded(AssessmentRecorded.class);
        given(weighed("100")).when(weigh("80", null)).recorded(AssessmentRecorded.class);
    }

    @Test
    void aCheckWaitsForWhatIsNotThere() {
        given(under(PROTOCOL, consented())).when(weigh("30", null)).recorded(AssessmentRecorded.class);
    }

    @Test
    void aCorrectionOfTheVisitAfterwardsIsComparedAndOneOfTheVisitBeforeIsNot() {
        List<TrialEvent> twice = and(
                weighed("100"),
                new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "cycle.1",
                        "vitals",
                        LATER,
                        Map.of("weight", kg("95")),
                        null,
                        Map.of(),
                        null));
        given(twice)
                .when(correct("cycle.1", "95", "59"))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "weight",
                                "soft-check: More than a fifth was lost since the last time. Put it right, or say under"
                                        + " 'kept', for 'loss', why it is so."));
        // What is odd at another visit now is shown there, and refuses nobody who puts this one right.
        given(twice).when(correct("start", "100", "200")).recorded(ValueCorrected.class);
    }

    private static Asked<?, ?> correct(String visit, String from, String to) {
        return ask(
                CorrectValue.class,
                by(INVESTIGATOR),
                SUBJECT,
                new CorrectValue.Body(visit, "vitals", null, "weight", kg(from), kg(to), "as the source says", null));
    }

    @Test
    void aHardCheckComparesWithTheConsent() {
        given(under(PROTOCOL, consented()))
                .when(record(
                        null,
                        "adverse-event",
                        "1",
                        LATER,
                        Map.of("onset", ItemValue.of(CONSENTED.minusDays(1).toString())),
                        null))
                .thenRefused(
                        "invalid-answers", Map.of("onset", "hard-check: An adverse event begins after the consent."));
        given(under(PROTOCOL, consented()))
                .when(record(
                        null, "adverse-event", "1", LATER, Map.of("onset", ItemValue.of(CONSENTED.toString())), null))
                .recorded(AssessmentRecorded.class);
    }

    /// An amendment seals what an open form of an earlier version is compared with: whoever fills that in
    /// learns nothing of it any more.
    @Test
    void whatWasSealedSinceRefusesNobodyWhoFillsInAnOpenForm() {
        List<TrialEvent> screened = and(
                weighed("300"),
                new EligibilityConfirmed(STUDY, SUBJECT, SITE, CONFIRMED, Map.of("weight", kg("80")), Map.of()));
        given(screened)
                .when(labs())
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "creatinine",
                                "soft-check: The weight at screening was another. Put it right, or say under 'kept', for"
                                        + " 'usual', why it is so."));
        given(and(screened, awaiting("2", SEALING))).when(labs()).recorded(AssessmentRecorded.class);
    }

    private static Asked<?, ?> labs() {
        return record("start", "labs", null, LATER, Map.of("creatinine", new ItemValue("80", "umol/L")), null);
    }
}
