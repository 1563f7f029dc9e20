package org.trialbook.trial.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;

class RecordingAVisitTest implements ActExamples {

    private static final VisitWindow MONTH_3 =
            new VisitWindow(IMPLANTED.plusDays(70), IMPLANTED.plusDays(91), IMPLANTED.plusDays(112));

    @ParameterizedTest(name = "day {0}: {1} outside")
    @CsvSource({"91, 0", "70, 0", "112, 0", "69, -1", "113, 1", "0, -70", "200, 88"})
    void aVisitOutsideItsWindowIsFlaggedAndNeverRefused(int day, int outside) {
        LocalDate on = IMPLANTED.plusDays(day);

        given(implanted())
                .when(visit("month-3", on))
                .thenRecorded(new VisitDone(STUDY, SUBJECT, SITE, "month-3", on, MONTH_3, outside));
    }

    /// What `miss-visit` says when a visit is missed already.
    @Test
    void aVisitThatWasMissedIsPutRightByRecordingItAsDone() {
        VisitMissed missed = new VisitMissed(STUDY, SUBJECT, SITE, "month-3", "no-show", MONTH_3);
        LocalDate on = IMPLANTED.plusDays(91);

        assertThat(given(implanted(), missed)
                        .when(ask(MissVisit.class, by(COORDINATOR), SUBJECT, new MissVisit.Body("month-3", "no-show")))
                        .refusal()
                        .rule())
                .contains("record-visit");
        given(implanted(), missed).when(visit("month-3", on)).recorded(VisitDone.class);
    }

    @Test
    void aVisitThatWasMissedAndIsNoLongerPlannedIsPutRightAsWell() {
        String without = YAML.lines()
                .filter(line -> !line.contains("code: week-2") && !line.contains("\"visits[5]\""))
                .collect(Collectors.joining("\n"))
                .replace("version: \"1\"", "version: \"2\"");
        LocalDate on = IMPLANTED.plusDays(14);

        assertThat(given(
                                implanted(),
                                new VisitMissed(STUDY, SUBJECT, SITE, "week-2", "no-show", null),
                                published("2", without))
                        .when(visit("week-2", on))
                        .recorded(VisitDone.class)
                        .daysOutside())
                .isZero();
        assertThat(given(implanted(), published("2", without))
                        .when(visit("week-2", on))
                        .refusal()
                        .name())
                .isEqualTo("unknown-code");
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({
        "discharge, implant, 0, 0, 7",
        "week-2, implant, 14, 4, 4",
        "month-6, implant, 183, 30, 30",
        "month-6, enrolment, 183, 30, 30",
        "month-6, randomization, 183, 30, 30"
    })
    void theWindowIsCountedFromTheAnchor(String visit, String anchor, int day, int before, int after) {
        LocalDate from = switch (anchor) {
            case "enrolment" -> CONSENTED;
            case "randomization" -> org.trialbook.trial.HotCrt.RANDOMIZED;
            default -> IMPLANTED;
        };
        var history = anchor.equals("implant")
                ? implanted()
                : and(
                        implanted(),
                        published(
                                "2",
                                amended("label: Six months, anchor: implant", "label: Six months, anchor: " + anchor)));

        VisitDone done = given(history).when(visit(visit, TODAY)).recorded(VisitDone.class);

        LocalDate target = from.plusDays(day);
        assertThat(done.window()).isEqualTo(new VisitWindow(target.minusDays(before), target, target.plusDays(after)));
    }

    @Test
    void aVisitThatIsTiedToNoDateHasNoWindow() {
        given(consented())
                .when(visit("pre-implant", CONSENTED))
                .thenRecorded(new VisitDone(STUDY, SUBJECT, SITE, "pre-implant", CONSENTED, null, 0));
    }

    @Test
    void aVisitWhoseAnchorHasNotHappenedIsNotRecorded() {
        given(consented())
                .when(visit("month-3", TODAY))
                .thenRefused("visit-has-no-anchor-yet", Map.of("visit", "month-3", "anchor", "implant"));
    }

    @Test
    void aVisitThatWasMissedMayStillBeDone() {
        given(implanted(), new VisitMissed(STUDY, SUBJECT, SITE, "month-3", "no-show", MONTH_3))
                .when(visit("month-3", TODAY))
                .recorded(VisitDone.class);
    }

    @Test
    void aVisitIsDoneOnce() {
        given(implanted(), new VisitDone(STUDY, SUBJECT, SITE, "month-3", TODAY, MONTH_3, 1))
                .when(visit("month-3", TODAY))
                .thenRefused("already-recorded", Map.of("recorded", "visit month-3 is done"));
    }

    @Test
    void aVisitThatTheProtocolDoesNotKnowIsNotRecorded() {
        given(implanted())
                .when(visit("month-12", TODAY))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind",
                                "visit",
                                "code",
                                "month-12",
                                "known",
                                "pre-implant, implant, discharge, week-2, month-3, month-6"));
    }

    @Test
    void aVisitIsNotRecordedBeforeItHappens() {
        given(implanted())
                .when(visit("month-3", TODAY.plusDays(1)))
                .thenRefused("in-the-future", Map.of("date", "2026-11-22", "today", "2026-11-21"));
    }

    @Test
    void aVisitDidNotHappenBeforeConsent() {
        given(consented())
                .when(visit("pre-implant", CONSENTED.minusDays(1)))
                .thenRefused(
                        "too-early", Map.of("date", "2026-03-02", "after", "sign-consent", "earliest", "2026-03-03"));
    }

    private static Asked<?, ?> visit(String code, LocalDate on) {
        return ask(RecordVisit.class, by(COORDINATOR), SUBJECT, new RecordVisit.Body(code, on));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RecordVisit.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new RecordVisit.Body("month-3", IMPLANTED.plusDays(91)),
                        implanted())
                .on(trial -> trial.implanted("01"))
                .wrong("visit", "month-99", 422, "unknown-code")
                .wrong("visit", "half \ud83d", 400, "invalid-field")
                .wrong("doneOn", "2126-06-08", 422, "in-the-future")
                .wrong("doneOn", 20260608, 400, "wrong-type")
                .refused("visit-has-no-anchor-yet", new RecordVisit.Body("month-3", TODAY), consented())
                .refused("unknown-code", new RecordVisit.Body("month-12", TODAY), implanted()));
    }
}
