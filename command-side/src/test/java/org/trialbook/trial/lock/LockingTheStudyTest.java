package org.trialbook.trial.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.ActTable;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.publication.PublishProtocol;
import org.trialbook.trial.withdrawal.WithdrawSubject;

class LockingTheStudyTest implements ActExamples {

    /// What goes on after the lock, each with a reason in the table. Anything new ends with the lock unless somebody
    /// writes one there.
    private static final Set<String> GOES_ON = ActTable.rows().keySet().stream()
            .filter(act -> ActTable.says(act, "after-lock"))
            .collect(Collectors.toSet());

    private static final StudyLocked LOCKED = new StudyLocked(STUDY, "the last visit is done");

    static Stream<ActExample<?, ?>> ended() {
        return ActExamples.all().stream().filter(row -> !GOES_ON.contains(row.name()));
    }

    static Stream<ActExample<?, ?>> goingOn() {
        return ActExamples.all().stream()
                .filter(row -> GOES_ON.contains(row.name()) && !row.name().equals("lock-study"));
    }

    @Test
    void aStudyIsLockedOnceAndAfterItsProtocol() {
        given(published())
                .when(ask(LockStudy.class, by(DATA_MANAGER), STUDY, new LockStudy.Body("done")))
                .thenRecorded(new StudyLocked(STUDY, "done"));
        given(published(), LOCKED)
                .when(ask(LockStudy.class, by(DATA_MANAGER), STUDY, new LockStudy.Body("again")))
                .thenRefused("already-recorded", Map.of("recorded", "the study is locked"));
        given().when(ask(LockStudy.class, by(DATA_MANAGER), STUDY, new LockStudy.Body("done")))
                .thenRefused("no-protocol", Map.of());
    }

    @ParameterizedTest
    @MethodSource("ended")
    void whatWouldChangeAResultIsRefused(ActExample<?, ?> row) {
        given(row.given(), LOCKED).when(row.act()).thenRefused("study-is-locked", Map.of("act", row.name()));
    }

    @ParameterizedTest
    @MethodSource("goingOn")
    void whatConcernsTheBlindGoesOn(ActExample<?, ?> row) {
        assertThat(given(row.given(), LOCKED).when(row.act()).outcome()).isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void everyActThereIsEndsOrIsListedWithAReason() {
        assertThat(DeclaredActs.all())
                .allSatisfy(act ->
                        assertThat(act.endsWithTheLock()).as(act.name()).isNotEqualTo(GOES_ON.contains(act.name())));
    }

    /// It would change what is due, which windows hold and how results are computed.
    @Test
    void noVersionOfTheProtocolComesIntoForceAfterwards() {
        String yaml = HotCrt.amended("day: 183, before: 30, after: 30", "day: 183, before: 60, after: 60");
        Asked<?, ?> amendment = ask(PublishProtocol.class, by(DATA_MANAGER), STUDY, new PublishProtocol.Body(yaml));

        assertThat(given(published()).when(amendment).outcome()).isInstanceOf(Outcome.Recorded.class);
        given(published(), LOCKED).when(amendment).thenRefused("study-is-locked", Map.of("act", "publish-protocol"));
    }

    @Test
    void anUnknownSubjectIsUnknownBeforeAndAfter() {
        Asked<?, ?> stranger = ask(
                WithdrawSubject.class,
                by(HotCrt.INVESTIGATOR),
                new SubjectId("01-999"),
                new WithdrawSubject.Body(HotCrt.TODAY, "death", ""));
        given(HotCrt.openSite(), LOCKED).when(stranger).thenRefused("no-such-subject", Map.of());
        given(HotCrt.openSite()).when(stranger).thenRefused("no-such-subject", Map.of());
    }

    @Test
    void everyOtherActWaitsForTheLock() {
        List<String> notEnded = DeclaredActs.all().stream()
                .filter(act -> !act.endsWithTheLock())
                .map(Act::name)
                .toList();
        assertThat(notEnded).containsExactlyInAnyOrderElementsOf(GOES_ON);
    }

    /// The boundary of each has the lock, so that neither can slip in beside the other.
    @ParameterizedTest
    @MethodSource("ended")
    void theLockIsWithinTheBoundary(ActExample<?, ?> row) {
        assertThat(boundary(row.act()).criteria()).anySatisfy(criterion -> {
            assertThat(criterion.types()).containsExactly(StudyLocked.class);
            assertThat(criterion.tags()).isEmpty();
        });
        assertThat(row.toString()).isNotEqualTo(SUBJECT.value());
    }

    private static <T, B> Boundary boundary(Asked<T, B> asked) {
        return DeclaredActs.boundary(asked);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        LockStudy.class,
                        by(DATA_MANAGER),
                        STUDY,
                        new LockStudy.Body("last visit done"),
                        List.of(published()))
                .once(SharedServer::fresh)
                .wrong("reason", "", 400, "invalid-field")
                .wrong("reason", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("already-recorded", new LockStudy.Body("again"), List.of(published(), LOCKED)));
    }
}
