package org.trialbook.view.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.overview.StudyProjection.STUDY;
import static org.trialbook.view.projection.Acts.*;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyEvent;
import org.trialbook.view.projection.Story;

class ParticipantFlowTest {

    private static Overview after(Story story) {
        return Overview.of(story.view(STUDY, "HOT-CRT"), story.views(SUBJECTS).values());
    }

    @Test
    void nothingButTheProtocol() {
        Overview overview = after(new Story().published());

        assertThat(overview.enrolment()).isEqualTo(new Overview.Enrolment(0, 100));
        assertThat(overview.registry()).isEqualTo("NCT04561778");
        assertThat(overview.consort().assessed()).isZero();
    }

    @Test
    void whatThePartiesOfTheSeedCommittedToIsShown() {
        Story story = new Story()
                .published()
                .then(new StudyEvent.SeedShareCommitted(Story.STUDY, "sponsor", "33".repeat(32)))
                .then(new StudyEvent.SeedShareCommitted(Story.STUDY, "statistician", "44".repeat(32)));

        assertThat(after(story).seedCommitments())
                .isEqualTo(Map.of("sponsor", "33".repeat(32), "statistician", "44".repeat(32)));
        assertThat(after(new Story().published()).seedCommitments()).isEmpty();
    }

    @Test
    void aScreeningFailureIsExcludedWithEachCriterionNotMet() {
        Story story = new Story()
                .published()
                .then(opened("01"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(notEligible("01-001", "adult", "indication"))
                .then(registered("01-002"))
                .then(consented("01-002"))
                .then(notEligible("01-002", "adult"));

        Overview.Consort flow = after(story).consort();

        assertThat(flow.excluded().total()).isEqualTo(2);
        assertThat(flow.excluded().byCriterion()).isEqualTo(Map.of("adult", 2, "indication", 1));
        assertThat(flow.inScreening()).isZero();
    }

    @Test
    void whoeverIsEligibleIsInScreeningUntilRandomized() {
        Story story = new Story()
                .published()
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(eligible("01-001"));
        assertThat(after(story).consort().inScreening()).isEqualTo(1);

        story.then(randomized("01-001", 1, "CSP"));

        assertThat(after(story).consort().inScreening()).isZero();
        assertThat(after(story).enrolment().randomized()).isEqualTo(1);
    }

    @Test
    void withdrawnBeforeRandomizationIsExcludedAndAfterwardsIsWithdrawn() {
        Story story = new Story()
                .published()
                .then(registered("01-001"))
                .then(withdrawn("01-001", "consent-withdrawn"))
                .then(registered("01-002"))
                .then(consented("01-002"))
                .then(eligible("01-002"))
                .then(randomized("01-002", 1, "BVP"))
                .then(withdrawn("01-002", "lost-to-follow-up"));

        Overview.Consort flow = after(story).consort();

        assertThat(flow.excluded().withdrawnBeforeRandomization()).isEqualTo(1);
        assertThat(flow.withdrawn().byReason()).isEqualTo(Map.of("lost-to-follow-up", 1));
        assertThat(flow.randomized()).as("withdrawn subjects stay randomized").isEqualTo(1);
        assertThat(flow.assessed()).isEqualTo(flow.excluded().total() + flow.inScreening() + flow.randomized());
    }

    @Test
    void whoMeetsTheCriteriaLaterIsNotExcluded() {
        Story story = new Story()
                .published()
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(notEligible("01-001", "adult", "indication"));
        assertThat(after(story).consort().excluded().total()).isEqualTo(1);

        Overview.Consort met = after(story.then(eligible("01-001"))).consort();

        assertThat(met.excluded()).isEqualTo(new Overview.Excluded(0, 0, new TreeMap<>(), 0));
        assertThat(met.inScreening()).isEqualTo(1);
        assertThat(after(story.then(randomized("01-001", 1, "CSP"))).consort().randomized())
                .isEqualTo(1);
    }

    @Test
    void whoseAnswersAreCorrectedIsExcludedByTheNewestAssessmentAlone() {
        Story story = new Story()
                .published()
                .then(registered("01-001"))
                .then(notEligible("01-001", "adult"))
                .then(eligible("01-001"))
                .then(notEligible("01-001", "indication"));

        assertThat(after(story).consort().excluded())
                .isEqualTo(new Overview.Excluded(1, 1, new TreeMap<>(Map.of("indication", 1)), 0));
    }

    @Test
    void aScreeningFailureThatWithdrawsIsExcludedOnce() {
        Story story = new Story()
                .published()
                .then(registered("01-001"))
                .then(notEligible("01-001", "adult"))
                .then(withdrawn("01-001", "consent-withdrawn"));

        assertThat(after(story).consort().excluded()).isEqualTo(new Overview.Excluded(1, 0, new TreeMap<>(), 1));
    }

    @Test
    void aVisitMissedAndThenDoneIsDone() {
        Story story = new Story()
                .published()
                .then(registered("01-001"))
                .then(missed("01-001", "week-2", "no-show"))
                .then(visited("01-001", "week-2", DAY, 2));

        assertThat(after(story).visits()).isEqualTo(new Overview.Visits(1, 0, 1));
    }

    @Test
    void visitsAreCountedDoneMissedAndOutOfWindow() {
        Story story = new Story()
                .published()
                .then(registered("01-001"))
                .then(visited("01-001", "pre-implant", DAY, 0))
                .then(visited("01-001", "discharge", DAY, 3))
                .then(missed("01-001", "week-2", "no-show"));

        assertThat(after(story).visits()).isEqualTo(new Overview.Visits(2, 1, 1));
    }
}
