package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.casebook.Told.START;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.trialbook.casebook.SubjectProgress.Eligibility;
import org.trialbook.event.SubjectEvent;

/// How far a subject is, for decisions and for views.
class ProgressOfASubjectTest {
    @Test
    void aSubjectIsEnrolledOnceRegisteredAndDiscontinuedOnceWithdrawn() {
        assertThat(state().disposition()).isEqualTo(new Disposition.Unregistered());
        assertThat(state().registered()).isFalse();
        assertThat(state(Told.registered()).disposition()).isEqualTo(new Disposition.Enrolled());
        assertThat(state(Told.registered()).birthYear()).isEqualTo(1956);
        SubjectState withdrawn = state(Told.registered(), Told.consented(), Told.withdrawn());
        assertThat(withdrawn.disposition()).isEqualTo(new Disposition.Discontinued(START.plusDays(90)));
        assertThat(withdrawn.registered()).isTrue();
    }

    /// Decisions and views are told the same, whatever the order in which it was recorded.
    @Test
    void theCourseFollowsFromWhatIsRecordedAndNotFromItsOrder() {
        List<SubjectEvent> events = new ArrayList<>(
                List.of(Told.registered(), Told.consented(), Told.eligible(), Told.randomized(), Told.withdrawn()));
        SubjectProgress progress = progress(events);
        assertThat(progress)
                .isEqualTo(new SubjectProgress(
                        START,
                        1956,
                        true,
                        new Eligibility(true, List.of()),
                        true,
                        new SubjectProgress.Withdrawal(START.plusDays(90), "consent-withdrawn")));
        Random random = new Random(1);
        for (int time = 0; time < 20; time++) {
            Collections.shuffle(events, random);
            assertThat(progress(events)).isEqualTo(progress);
            assertThat(state(events.toArray(SubjectEvent[]::new)).disposition()).isEqualTo(progress.disposition());
        }
    }

    @Test
    void ofSeveralAssessmentsTheNewestCounts() {
        SubjectEvent failed = new SubjectEvent.ScreenFailed(
                Told.STUDY, Told.SUBJECT, Told.SITE, START.plusDays(1), Map.of(), List.of("lvef"));
        assertThat(progress(List.of(failed, Told.eligible())).eligibility())
                .isEqualTo(new Eligibility(true, List.of()));
        assertThat(progress(List.of(Told.eligible(), failed)).eligibility())
                .isEqualTo(new Eligibility(false, List.of("lvef")));
        SubjectState excluded = state(Told.registered(), Told.eligible(), failed);
        assertThat(excluded.when("confirm-eligibility")).isEmpty();
    }

    @Test
    void theFirstOfEachActIsItsMilestoneAndOnlyAFirstAttemptIsToldOf() {
        SubjectState state = state(
                Told.registered(),
                Told.attempted(1, START.plusDays(20)),
                Told.attempted(2, START.plusDays(10)),
                Told.attempted(3, START.plusDays(400)));
        assertThat(state.when("record-implant-attempt")).contains(START.plusDays(20));
        assertThat(state.latest()).contains(new CourseDays.Recorded("record-implant-attempt", START.plusDays(20)));
    }

    private static SubjectProgress progress(List<SubjectEvent> events) {
        SubjectProgress progress = SubjectProgress.NONE;
        for (SubjectEvent event : events) {
            progress = progress.after(event);
        }
        return progress;
    }

    private static SubjectState state(SubjectEvent... events) {
        SubjectState state = new SubjectState();
        Told.into(state, events);
        return state;
    }
}
