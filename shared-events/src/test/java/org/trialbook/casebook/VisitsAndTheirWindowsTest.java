package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.casebook.Told.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Anchors;
import org.trialbook.protocol.Visit;

/// From which day a visit is counted, when it can take place, and what became of it.
class VisitsAndTheirWindowsTest {
    private static final LocalDate IMPLANTED = START.plusDays(20);

    @ParameterizedTest
    @CsvSource({"enrolment, 1", "randomization, 3", "implant, 20"})
    void aVisitIsCountedFromItsAnchor(String anchor, int day) {
        Visit visit = new Visit("v", "Visit", anchor, 30, 5, 7, List.of(), List.of());
        assertThat(due(VisitDates.NONE).window(visit)).isEmpty();
        assertThat(due(VisitDates.NONE).earliest(visit)).isEmpty();

        VisitDates dates = dates(Told.consented(), Told.randomized(), Told.attempted(1, IMPLANTED));
        LocalDate target = START.plusDays(day + 30);
        assertThat(due(dates).window(visit)).contains(new VisitWindow(target.minusDays(5), target, target.plusDays(7)));
        assertThat(due(dates).earliest(visit)).contains(START.plusDays(day));
        assertThat(Anchors.act(anchor)).isNotBlank();
    }

    @Test
    void aVisitWithoutAnAnchorHasNoWindow() {
        Visit visit = new Visit("v", "Visit", null, 0, 0, 0, List.of(), List.of());
        VisitDates dates = dates(Told.consented(), Told.randomized(), Told.attempted(1, IMPLANTED));
        assertThat(due(dates).window(visit)).isEmpty();
        assertThat(due(dates).earliest(visit)).isEmpty();
    }

    @Test
    void aWindowMayOpenBeforeWhatItIsCountedFrom() {
        Visit visit = new Visit("v", "Visit", "implant", 0, 3, 3, List.of(), List.of());
        assertThat(due(dates(Told.attempted(1, IMPLANTED))).earliest(visit)).contains(IMPLANTED.minusDays(3));
    }

    /// Further attempts are withheld from the blinded, and so move nothing that the blinded see.
    @Test
    void ofEachAnchorTheDayCountsThatWasRecordedFirst() {
        assertThat(dates(
                                Told.attempted(1, IMPLANTED),
                                Told.attempted(2, IMPLANTED.minusDays(5)),
                                Told.attempted(3, IMPLANTED.plusDays(5)))
                        .anchors())
                .isEqualTo(Map.of("implant", IMPLANTED));
    }

    @Test
    void ofAVisitWhatWasRecordedLastCounts() {
        assertThat(dates(Told.missed("month-3")).outcomes().get("month-3"))
                .isEqualTo(new VisitOutcome(null, "no-show", 0, null));
        assertThat(dates(Told.missed("month-3"), Told.done("month-3", IMPLANTED))
                        .outcomes()
                        .get("month-3"))
                .isEqualTo(new VisitOutcome(IMPLANTED, null, 0, null));
    }

    @Test
    void theDatesBeforeAnEventAreNotChangedByIt() {
        VisitDates before = dates(Told.consented());
        before.after(Told.done("month-3", IMPLANTED));
        before.after(Told.randomized());
        assertThat(before).isEqualTo(dates(Told.consented()));
    }

    @Test
    void decisionsAreToldOfTheVisitsOfEveryVersionAndOfWhatWasMadeAtThem() throws IOException {
        String yaml = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        TrialEvent published = new ProtocolPublished(Told.STUDY, "1", "0".repeat(64), yaml);
        VisitStates visits = new VisitStates();
        Told.into(
                visits,
                published,
                Told.registered(),
                Told.attempted(1, IMPLANTED),
                Told.missed("month-3"),
                Told.form("month-6", "nyha", Map.of(), null),
                Told.form("month-6", "echo", Map.of(), null),
                Told.done("month-6", IMPLANTED.plusDays(183)));
        assertThat(visits.state("month-3")).contains(VisitStates.State.MISSED);
        assertThat(visits.state("month-6")).contains(VisitStates.State.DONE);
        assertThat(visits.state("month-12")).isEmpty();
        assertThat(visits.madeAt("month-6")).containsExactly("echo", "nyha");
        assertThat(visits.window("month-6"))
                .isEqualTo(due(dates(Told.attempted(1, IMPLANTED))).window(visits.visit("month-6")));
    }

    private static VisitSchedule due(VisitDates dates) {
        return new VisitSchedule(dates, DatedAnswers.NONE);
    }

    private static VisitDates dates(SubjectEvent... events) {
        VisitDates dates = VisitDates.NONE;
        for (SubjectEvent event : events) {
            dates = dates.after(event);
        }
        return dates;
    }
}
