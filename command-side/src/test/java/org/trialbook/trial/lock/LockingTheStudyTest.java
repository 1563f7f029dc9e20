package org.trialbook.trial.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.Decisions;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.ValidActs;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.withdrawal.WithdrawSubject;

class LockingTheStudyTest {

    /// What goes on after the lock: the study's own acts, and what concerns the blind. Anything new ends with the lock
    /// unless somebody writes it here.
    private static final Set<String> GOES_ON = Set.of(
            "publish-protocol",
            "commit-seed-share",
            "reveal-seed",
            "open-site",
            "lock-study",
            "approve-unblinding",
            "unblind-subject",
            "issue-envelopes",
            "enter-code-break",
            "report-unblinding",
            "assess-unblinding");

    private static final StudyLocked LOCKED = new StudyLocked(STUDY, "the last visit is done");

    static Stream<ValidActs.Row> ended() {
        return ValidActs.all().stream().filter(row -> !GOES_ON.contains(row.name()));
    }

    static Stream<ValidActs.Row> goingOn() {
        return ValidActs.all().stream()
                .filter(row -> GOES_ON.contains(row.name()) && !row.name().equals("lock-study"));
    }

    @Test
    void aStudyIsLockedOnceAndAfterItsProtocol() {
        given(published()).when(new LockStudy(by(DATA_MANAGER), "done")).thenRecorded(new StudyLocked(STUDY, "done"));
        given(published(), LOCKED)
                .when(new LockStudy(by(DATA_MANAGER), "again"))
                .thenRefused("already-recorded", Map.of("recorded", "the study is locked"));
        given().when(new LockStudy(by(DATA_MANAGER), "done")).thenRefused("no-protocol", Map.of());
    }

    @ParameterizedTest
    @MethodSource("ended")
    void whatWouldBeRecordedOfASubjectOrAReadIsRefused(ValidActs.Row row) {
        given(row.given(), LOCKED).when(row.act()).thenRefused("study-is-locked", Map.of("act", row.name()));
    }

    @ParameterizedTest
    @MethodSource("goingOn")
    void whatConcernsTheBlindGoesOn(ValidActs.Row row) {
        assertThat(given(row.given(), LOCKED).when(row.act()).outcome()).isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void anUnknownSubjectIsUnknownBeforeAndAfter() {
        WithdrawSubject stranger =
                new WithdrawSubject(by(HotCrt.INVESTIGATOR), new SubjectId("01-999"), HotCrt.TODAY, "death", "");
        given(HotCrt.openSite(), LOCKED).when(stranger).thenRefused("no-such-subject", Map.of());
        given(HotCrt.openSite()).when(stranger).thenRefused("no-such-subject", Map.of());
    }

    @Test
    void everyOtherActWaitsForTheLock() {
        List<String> notEnded = Decisions.all(HotCrt.SHARES).stream()
                .filter(decision -> !(decision instanceof UntilLock<?, ?>))
                .map(Decision::act)
                .toList();
        assertThat(notEnded).containsExactlyInAnyOrderElementsOf(GOES_ON);
    }

    /// The boundary of each has the lock, so that neither can slip in beside the other.
    @ParameterizedTest
    @MethodSource("ended")
    void theLockIsWithinTheBoundary(ValidActs.Row row) {
        assertThat(Scenario.decisionOf(row.act()).boundary(row.act()).criteria())
                .anySatisfy(criterion -> {
                    assertThat(criterion.types()).containsExactly(StudyLocked.class);
                    assertThat(criterion.tags()).isEmpty();
                });
        assertThat(row.toString()).isNotEqualTo(SUBJECT.value());
    }
}
