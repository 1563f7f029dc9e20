package org.trialbook.view.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.projection.Acts.*;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.view.projection.Story;

class VisitStatusTest {

    private static final Protocol PROTOCOL = ProtocolFile.read("hot-crt.yaml", Story.hotCrt());

    private static MatrixRow.Cell cell(Story story, String visit, LocalDate on) {
        return MatrixRow.of(story.view(SUBJECTS, "01-001"), PROTOCOL, on).visits().stream()
                .filter(cell -> cell.visit().equals(visit))
                .findFirst()
                .orElseThrow();
    }

    private static Story implanted() {
        return new Story()
                .then(registered("01-001"))
                .then(randomized("01-001", 1, "CSP"))
                .then(tried("01-001", 1, "left-bundle", null, DAY));
    }

    @Test
    void aVisitIsUpcomingThenDueThenOverdue() {
        Story story = implanted();

        assertThat(cell(story, "week-2", DAY.plusDays(9)).status()).isEqualTo("upcoming");
        assertThat(cell(story, "week-2", DAY.plusDays(10)).status()).isEqualTo("due");
        assertThat(cell(story, "week-2", DAY.plusDays(18)).status()).isEqualTo("due");
        assertThat(cell(story, "week-2", DAY.plusDays(19)).status()).isEqualTo("overdue");
        assertThat(cell(story, "week-2", DAY.plusDays(21)).daysOutside()).isEqualTo(3);
    }

    @Test
    void aVisitCountedFromAnImplantThatHasNotHappenedIsNotScheduled() {
        Story story = new Story().then(registered("01-001"));

        assertThat(cell(story, "month-6", DAY).status()).isEqualTo("not-scheduled");
    }

    @Test
    void aVisitOutsideItsWindowSaysByHowMuch() {
        Story story = implanted().then(visited("01-001", "week-2", DAY.plusDays(24), 6));

        MatrixRow.Cell cell = cell(story, "week-2", DAY);

        assertThat(cell.status()).isEqualTo("out-of-window");
        assertThat(cell.daysOutside()).isEqualTo(6);
    }

    @Test
    void aMissedVisitSaysWhy() {
        Story story = implanted().then(missed("01-001", "week-2", "no-show"));

        assertThat(cell(story, "week-2", DAY).reason()).isEqualTo("no-show");
        assertThat(cell(story, "week-2", DAY).status()).isEqualTo("missed");
    }

    @Test
    void whoeverLeftIsNotOverdue() {
        Story story = implanted().then(withdrawn("01-001", "lost-to-follow-up"));

        assertThat(cell(story, "month-6", DAY.plusYears(1)).status()).isEqualTo("ended");
    }

    @Test
    void aSecondAttemptDoesNotMoveTheVisits() {
        Story once = implanted();
        Story twice = implanted()
                .then(tried("01-001", 2, "coronary-sinus", null, DAY.plusDays(9)))
                .then(asked("01-001", 1, "CSP", "BVP", "qrs-not-narrowed"));

        assertThat(twice.views(SUBJECTS)).isEqualTo(once.views(SUBJECTS));
    }
}
