package org.trialbook.view.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.projection.Acts.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.forms.ExpectedForm;
import org.trialbook.view.forms.ExpectedForms;
import org.trialbook.view.projection.Story;

/// Cycles of 21 days until a date on a form, and visits that nobody plans, as a site sees them.
class NumberedVisitsInTheMatrixTest {

    private static final Protocol PROTOCOL = ProtocolFile.read(
            "p.yaml", Story.hotCrt().replace("\n\nforms:\n", """

                              - {code: cycle, label: Cycle, anchor: randomize, day: 0, before: 2, after: 3, forms: [nyha], repeats: {every: 21, until: {visits: 4}}, ends: [stopping/stopped-on]}
                              - {code: extra, label: Unscheduled, anchor: null, day: 0, before: 0, after: 0, forms: [stopping], unscheduled: true}

                            forms:
                            """).replace("\nreads:\n", """

                              - code: stopping
                                label: End of treatment
                                items:
                                  - {code: stopped-on, label: Stopped on, type: date, required: true}

                            reads:
                            """));

    private static Story randomizedOn() {
        return new Story().then(registered("01-001")).then(randomized("01-001", 1, "CSP"));
    }

    private static List<MatrixRow.Cell> cycles(Story story, LocalDate on) {
        return MatrixRow.of(view(story), PROTOCOL, on).visits().stream()
                .filter(cell -> cell.visit().startsWith("cycle."))
                .toList();
    }

    private static SubjectView view(Story story) {
        return story.view(SUBJECTS, "01-001");
    }

    @Test
    void eachCycleHasACellOfItsOwn() {
        Story story =
                randomizedOn().then(visited("01-001", "cycle.1", DAY, 0)).then(missed("01-001", "cycle.2", "no-show"));

        assertThat(cycles(story, DAY.plusDays(42)))
                .extracting(MatrixRow.Cell::visit, MatrixRow.Cell::status)
                .containsExactly(
                        tuple("cycle.1", "done"),
                        tuple("cycle.2", "missed"),
                        tuple("cycle.3", "due"),
                        tuple("cycle.4", "upcoming"));
    }

    @Test
    void whatTheTreatmentsEndTookAwayIsNeitherDueNorOverdue() {
        Story story = randomizedOn().then(stopped("extra.1", DAY.plusDays(21)));

        assertThat(cycles(story, DAY.plusYears(1)))
                .extracting(MatrixRow.Cell::status, MatrixRow.Cell::endedBy)
                .containsExactly(
                        tuple("overdue", null),
                        tuple("overdue", null),
                        tuple("ended", "stopping/stopped-on"),
                        tuple("ended", "stopping/stopped-on"));
    }

    @Test
    void whoeverLeftHasNoFurtherCycleAndItSaysWhy() {
        assertThat(cycles(randomizedOn().then(withdrawn("01-001", "death")), DAY.plusYears(1)))
                .allSatisfy(cell -> {
                    assertThat(cell.status()).isEqualTo("ended");
                    assertThat(cell.endedBy()).isEqualTo("death");
                });
    }

    @Test
    void theFormsOfACycleAreExpectedUntilTheEnd() {
        assertThat(expected(randomizedOn(), DAY.plusDays(43))).containsExactly("cycle.1", "cycle.2", "cycle.3");
        assertThat(expected(randomizedOn().then(stopped("extra.1", DAY.plusDays(30))), DAY.plusDays(43)))
                .containsExactly("cycle.1", "cycle.2");
    }

    @Test
    void ofAnUnscheduledVisitFormsAreExpectedOnceItTookPlace() {
        Story story = randomizedOn().then(visited("01-001", "extra.2", DAY, 0));
        assertThat(new ExpectedForms(PROTOCOL).of(view(story), DAY))
                .filteredOn(form -> form.form().equals("stopping"))
                .extracting(ExpectedForm::visit, ExpectedForm::status)
                .containsExactly(tuple("extra.2", ExpectedForm.Status.MISSING));
        assertThat(new ExpectedForms(PROTOCOL).of(view(story.then(stopped("extra.2", DAY))), DAY))
                .filteredOn(form -> form.form().equals("stopping"))
                .isEmpty();
    }

    @Test
    void anUnscheduledVisitStandsBehindThePlannedOnes() {
        Story story = randomizedOn().then(visited("01-001", "extra.2", DAY, 0));
        MatrixRow row = MatrixRow.of(
                view(story),
                PROTOCOL,
                List.of(new CodeListItem("extra.1", "Unscheduled 1"), new CodeListItem("extra.2", "Unscheduled 2")),
                DAY);
        assertThat(row.visits().reversed().stream().limit(2).map(MatrixRow.Cell::status))
                .containsExactly("done", "not-scheduled");
    }

    /// Taken, and marked.
    @Test
    void aVisitAfterItsEndAndACycleOutOfTurnAreOdd() {
        Story story = randomizedOn()
                .then(visited("01-001", "cycle.1", DAY.plusDays(30), 27))
                .then(visited("01-001", "cycle.2", DAY.plusDays(30), 6))
                .then(stopped("extra.1", DAY.plusDays(35)))
                .then(visited("01-001", "cycle.3", DAY.plusDays(42), 0));
        assertThat(view(story).marks(PROTOCOL))
                .extracting(mark -> mark.rule() + " " + mark.visit())
                .containsExactly("not-after-the-one-before-it cycle.2", "after-its-end cycle.3");
    }

    private static List<String> expected(Story story, LocalDate on) {
        return new ExpectedForms(PROTOCOL)
                .of(view(story), on).stream()
                        .map(ExpectedForm::visit)
                        .filter(visit -> visit.startsWith("cycle"))
                        .toList();
    }

    private static AssessmentRecorded stopped(String visit, LocalDate on) {
        return new AssessmentRecorded(
                Story.STUDY,
                new org.trialbook.event.SubjectId("01-001"),
                new org.trialbook.event.SiteId("01"),
                visit,
                "stopping",
                on,
                Map.of("stopped-on", ItemValue.of(on.toString())),
                null);
    }
}
