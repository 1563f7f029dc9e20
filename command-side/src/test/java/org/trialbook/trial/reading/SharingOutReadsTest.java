package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.DeclaredActs.uploaded;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.drawing;
import static org.trialbook.trial.Scenario.given;
import static org.trialbook.trial.reading.Readers.FIRST;
import static org.trialbook.trial.reading.Readers.SECOND;
import static org.trialbook.trial.reading.Readers.THIRD;
import static org.trialbook.trial.reading.Readers.assigned;
import static org.trialbook.trial.reading.Readers.batch;
import static org.trialbook.trial.reading.Readers.echo;
import static org.trialbook.trial.reading.Readers.echos;
import static org.trialbook.trial.reading.Readers.further;
import static org.trialbook.trial.reading.Readers.lvef;
import static org.trialbook.trial.reading.Readers.notEvaluable;
import static org.trialbook.trial.reading.Readers.reader;
import static org.trialbook.trial.reading.Readers.released;
import static org.trialbook.trial.reading.Readers.submitted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.SiteId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;

/// Who gets which read: by rule, by claim, and what happens with what was given back or is to be repeated.
class SharingOutReadsTest {

    private static final List<String> ALL = List.of("reader-1", "reader-2", "reader-3");

    // ---- by rule

    @Test
    void everyReadGoesToSomebodyAndTheReadersGetEqualShares() {
        List<ReadAssigned> assigned = byRule(echos(30), ALL, "1");

        assertThat(assigned).hasSize(60).extracting(ReadAssigned::read).doesNotHaveDuplicates();
        Map<String, Integer> shares = new HashMap<>();
        assigned.forEach(event -> shares.merge(event.reader(), 1, Integer::sum));
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(19, 21));
    }

    @Test
    void theTwoReadsOfARecordingGoToDifferentReaders() {
        for (String lot : List.of("1", "2", "3")) {
            Set<String> pairs = new HashSet<>();
            for (ReadAssigned event : byRule(echos(30), ALL, lot)) {
                String recording = event.read().value().substring(0, 9);
                assertThat(pairs.add(recording + event.reader())).isTrue();
            }
        }
    }

    @Test
    void oneReaderAloneGetsOneReadOfEachRecording() {
        List<ReadAssigned> assigned = byRule(echos(30), List.of("reader-1"), "1");

        assertThat(assigned).hasSize(30);
        assertThat(assigned)
                .extracting(event -> event.read().value().substring(0, 9))
                .doesNotHaveDuplicates();
    }

    @Test
    void theOrderIsTheLotsAndNotThatOfRegistration() {
        List<ReadAssigned> one = byRule(echos(30), ALL, "1");
        List<ReadAssigned> other = byRule(echos(30), ALL, "2");

        assertThat(one).isEqualTo(byRule(echos(30), ALL, "1")).isNotEqualTo(other);
        assertThat(one.stream().map(event -> event.read().value()))
                .isNotEqualTo(
                        one.stream().map(event -> event.read().value()).sorted().toList());
    }

    @Test
    void whoHasMuchToDoGetsLess() {
        List<TrialEvent> history = new ArrayList<>(echos(10));
        history.addAll(byRule(echos(4), List.of("reader-1", "reader-2"), "1"));
        List<ReadAssigned> assigned = byRule(history, ALL, "2");

        assertThat(assigned.stream().filter(event -> event.reader().equals("reader-3")))
                .hasSizeGreaterThan(5);
    }

    @Test
    void anActAssignsSoManyAndTheNextOneTheRest() {
        List<TrialEvent> history = new ArrayList<>(echos(300));
        List<ReadAssigned> first = byRule(history, ALL, "1");
        history.addAll(first);
        List<ReadAssigned> rest = byRule(history, ALL, "2");

        assertThat(first).hasSize(AssignReads.MOST);
        assertThat(rest).hasSize(100);
    }

    @Test
    void whenNothingWaitsForTheseReadersNothingIsRecorded() {
        given(HotCrt.openSite())
                .when(assign("echo", ALL, "1"))
                .thenRefused("nothing-to-assign", Map.of("modality", "echo"));
        given(HotCrt.and(echo(), assigned(FIRST, 1)))
                .when(assign("echo", List.of("reader-1"), "1"))
                .thenRefused("nothing-to-assign", Map.of("modality", "echo"));
        given(echo())
                .when(assign("mri", ALL, "1"))
                .thenRefused("unknown-code", Map.of("kind", "modality", "code", "mri", "known", "ecg, echo"));
    }

    // ---- by claim

    @Test
    void aReaderTakesAnyReadThatNobodyHas() {
        Set<ReadCode> drawn = new HashSet<>();
        for (int lot = 0; lot < 40; lot++) {
            drawn.add(given(HotCrt.and(echos(3), batch()))
                    .when(claim(1, "" + lot))
                    .recorded(ReadAssigned.class)
                    .read());
        }
        assertThat(drawn).hasSize(6);
    }

    @Test
    void aClaimNeverGivesTheOtherReadOfTheSameRecording() {
        given(HotCrt.and(echo(), batch(), assigned(FIRST, 1)))
                .when(claim(1, "1"))
                .thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        given(HotCrt.and(echo(), batch(), assigned(FIRST, 1)))
                .when(claim(2, "1"))
                .thenRecorded(assigned(SECOND, 2));
        given(HotCrt.and(echo(), batch(), assigned(FIRST, 1), submitted(FIRST, 1, lvef("30"))))
                .when(claim(1, "1"))
                .thenRefused("nothing-to-claim", Map.of("modality", "echo"));
    }

    @Test
    void whatAReaderGaveBackDoesNotComeBackByChance() {
        given(HotCrt.and(echo(), assigned(FIRST, 1), released(FIRST, 1), batch()))
                .when(claim(1, "1"))
                .thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        given(HotCrt.and(echo(), assigned(FIRST, 1), released(FIRST, 1), assigned(SECOND, 3), batch()))
                .when(claim(2, "1"))
                .thenRecorded(assigned(FIRST, 2));
        // By hand it may.
        given(HotCrt.and(echo(), assigned(FIRST, 1), released(FIRST, 1)))
                .when(ask(AssignRead.class, by(DATA_MANAGER), FIRST, new AssignRead.Body("reader-1")))
                .thenRecorded(assigned(FIRST, 1));
    }

    // ---- giving back

    @Test
    void aReaderGivesBackWhatIsNotSubmitted() {
        given(HotCrt.and(echo(), assigned(FIRST, 1))).when(release(1)).thenRecorded(released(FIRST, 1));
        given(HotCrt.and(echo(), assigned(FIRST, 1), submitted(FIRST, 1, lvef("30"))))
                .when(release(1))
                .thenRefused("read-already-submitted", Map.of("read", FIRST.value()));
    }

    @Test
    void toAnybodyElseTheReadDoesNotExist() {
        given(HotCrt.and(echo(), assigned(FIRST, 1))).when(release(2)).thenRefused("no-such-read", Map.of());
        given(echo()).when(release(1)).thenRefused("no-such-read", Map.of());
        given(HotCrt.and(echo(), assigned(FIRST, 1), released(FIRST, 1)))
                .when(release(1))
                .thenRefused("no-such-read", Map.of());
    }

    // ---- again

    @Test
    void aSampleIsDrawnFromWhatWasMeasured() {
        List<TrialEvent> history = new ArrayList<>(echos(10));
        for (int n = 0; n < 6; n++) {
            history.add(submitted(new ReadCode("R-%07d1".formatted(n)), 1, lvef("30")));
        }
        history.add(notEvaluable(new ReadCode("R-00000061"), 1));

        List<FurtherReadRegistered> sample = sampled(history, "intra-reader", 20);

        assertThat(sample)
                .hasSize(6)
                .allSatisfy(event -> assertThat(event.purpose()).isEqualTo("intra-reader"))
                .extracting(FurtherReadRegistered::of)
                .doesNotHaveDuplicates();
        assertThat(sampled(history, "inter-reader", 2)).hasSize(2);
    }

    @Test
    void aRecordingIsRepeatedOnceInEachWay() {
        List<TrialEvent> read = HotCrt.and(echo(), submitted(FIRST, 1, lvef("30")), further(THIRD, "intra-reader"));

        given(read)
                .when(sample("intra-reader", 1))
                .thenRefused("nothing-to-repeat", Map.of("modality", "echo", "kind", "intra-reader"));
        given(read).when(sample("inter-reader", 1)).recorded(FurtherReadRegistered.class);
    }

    @Test
    void theSameReaderRepeatsIntraAndAnotherOneInter() {
        List<TrialEvent> intra = HotCrt.and(
                echo(),
                assigned(FIRST, 1),
                submitted(FIRST, 1, lvef("30")),
                assigned(SECOND, 2),
                further(THIRD, "intra-reader"),
                batch());
        // The second reader has not submitted yet: there is nothing to repeat.
        for (int other : List.of(2, 3)) {
            given(intra).when(claim(other, "1")).thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        }
        given(intra).when(claim(1, "1")).thenRecorded(assigned(THIRD, 1));

        List<TrialEvent> inter = HotCrt.and(
                echo(),
                assigned(FIRST, 1),
                submitted(FIRST, 1, lvef("30")),
                assigned(SECOND, 2),
                further(THIRD, "inter-reader"),
                batch());
        for (int other : List.of(1, 2)) {
            given(inter).when(claim(other, "1")).thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        }
        given(inter).when(claim(3, "1")).thenRecorded(assigned(THIRD, 3));
    }

    // ---- media

    @Test
    void mediaBelongToTheRecordingWhicheverCodeIsNamed() {
        StoredMedia media = new StoredMedia("cd".repeat(32), "application/dicom", 700);
        for (ReadCode code : List.of(FIRST, SECOND)) {
            given(echo())
                    .when(attach(COORDINATOR, code, media))
                    .thenRecorded(new MediaAttached(STUDY, FIRST, "cd".repeat(32), "application/dicom", 700));
        }
    }

    @Test
    void mediaAreCompleteBeforeAnybodyReads() {
        StoredMedia media = new StoredMedia("cd".repeat(32), "application/dicom", 700);
        given(HotCrt.and(echo(), assigned(SECOND, 1), released(SECOND, 1)))
                .when(attach(DATA_MANAGER, FIRST, media))
                .thenRefused("read-already-given-out", Map.of("read", FIRST.value()));
        MediaAttached there = new MediaAttached(STUDY, FIRST, "cd".repeat(32), "application/dicom", 700);
        given(HotCrt.and(echo(), there))
                .when(attach(DATA_MANAGER, FIRST, media))
                .thenRefused("media-already-attached", Map.of("media", "cd".repeat(32)));
    }

    @Test
    void anotherSitesRecordingDoesNotExist() {
        Caller elsewhere =
                new Caller("coordinator@02", "Cora", org.trialbook.access.Role.COORDINATOR, new SiteId("02"));

        given(echo())
                .when(attach(elsewhere, FIRST, new StoredMedia("cd".repeat(32), "image/png", 7)))
                .thenRefused("no-such-read", Map.of());
    }

    private static Asked<?, ?> attach(Caller caller, ReadCode read, StoredMedia media) {
        return ask(AttachMedia.class, by(caller), read, new AttachMedia.Body(uploaded(media)));
    }

    private static Asked<?, ?> release(int reader) {
        return ask(ReleaseRead.class, by(reader(reader)), FIRST, new ReleaseRead.Body("on leave"));
    }

    private static Asked<?, ?> claim(int reader, String lot) {
        return ask(ClaimRead.class, drawing(by(reader(reader)), lot), "reads", new ClaimRead.Body("echo"));
    }

    private static Asked<?, ?> assign(String modality, List<String> readers, String lot) {
        return ask(
                AssignReads.class,
                drawing(by(DATA_MANAGER), lot),
                "reads",
                new AssignReads.Body(modality, readers, "the trial ends"));
    }

    private static Asked<?, ?> sample(String kind, int count) {
        return ask(SampleRereads.class, by(DATA_MANAGER), "reads", new SampleRereads.Body("echo", kind, count));
    }

    private static List<ReadAssigned> byRule(List<TrialEvent> history, List<String> readers, String lot) {
        return recorded(given(history).when(assign("echo", readers, lot)).outcome(), ReadAssigned.class);
    }

    private static List<FurtherReadRegistered> sampled(List<TrialEvent> history, String kind, int count) {
        return recorded(given(history).when(sample(kind, count)).outcome(), FurtherReadRegistered.class);
    }

    private static <E> List<E> recorded(Outcome outcome, Class<E> type) {
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
        return ((Outcome.Recorded) outcome).events().stream().map(type::cast).toList();
    }
}
