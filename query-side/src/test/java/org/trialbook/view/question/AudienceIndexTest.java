package org.trialbook.view.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.consented;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.access.Audience;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.TrialRecord;

/// The index says what counting event by event would say, however the record grew and whoever asks meanwhile.
class AudienceIndexTest {

    /// A trial of every event type that ends with the study's unblinding.
    private static final Story STORY =
            GeneratedTrial.story(GeneratedTrial.pair(5, 6).one());

    /// Further read → its recording.
    private static final Map<ReadCode, ReadCode> RECORDINGS = new ConcurrentHashMap<>();

    static List<Audience> audiences() {
        return List.of(
                new Audience.Everybody(),
                new Audience.SiteStaff(new SiteId("01"), true),
                new Audience.SiteStaff(new SiteId("01"), false),
                new Audience.SiteStaff(new SiteId("02"), true),
                new Audience.SiteStaff(new SiteId("02"), false),
                new Audience.SiteStaff(new SiteId("77"), true),
                new Audience.Reader("reader-1"),
                new Audience.Reader("reader-3"),
                new Audience.Reader("of-no-read"));
    }

    private static List<Long> counted(Audience audience) {
        List<Long> positions = new ArrayList<>();
        Map<ReadCode, String> held = new HashMap<>();
        for (ProjectedEvent event : STORY.events(0, STORY.size(), seen -> seen)) {
            if (concerns(audience, event.event(), held) || audience.counts(event.event())) {
                positions.add(event.position());
            }
        }
        return positions;
    }

    /// A reader counts that a recording is gone of which the reader has a read; what the event says does not tell.
    ///
    /// @param held reads so far → who has them, and the recordings of which they are
    private static boolean concerns(Audience audience, TrialEvent event, Map<ReadCode, String> held) {
        switch (event) {
            case ReadingEvent.FurtherReadRegistered e -> RECORDINGS.put(e.read(), e.of());
            case ReadingEvent.ReadAssigned e -> held.put(e.read(), e.reader());
            case ReadingEvent.ReadReleased e -> held.remove(e.read());
            default -> {}
        }
        return event instanceof ReadingEvent.RecordingTakenBack taken
                && audience instanceof Audience.Reader reader
                && held.entrySet().stream()
                        .anyMatch(read -> read.getValue().equals(reader.id())
                                && RECORDINGS
                                        .getOrDefault(read.getKey(), read.getKey())
                                        .equals(taken.read()));
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void itCountsWhatTheAudienceCounts(Audience audience) {
        Growing record = new Growing();
        AudienceIndex index = new AudienceIndex(record);
        List<Long> positions = counted(audience);
        assertThat(positions).isNotEmpty();
        long counted = 0;
        for (long size = 0; size <= STORY.size(); size++) {
            record.size = size;
            assertThat(index.count(audience, size)).as("of the first %d", size).isEqualTo(counted);
            counted += size < STORY.size() && positions.contains(size) ? 1 : 0;
        }
        for (int k = 1; k <= positions.size(); k++) {
            assertThat(index.sizeAfter(audience, k)).hasValue(positions.get(k - 1) + 1);
        }
        assertThat(index.sizeAfter(audience, 0)).hasValue(0L);
        assertThat(index.sizeAfter(audience, positions.size() + 1)).isEmpty();
        assertThat(index.count(audience, STORY.size() + 40)).isEqualTo(positions.size());
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void whatIsFoundByTagsAtAStartIsWhatCountingFinds(Audience audience) {
        List<Long> positions = counted(audience);
        for (long start : new long[] {0, STORY.size() / 3, STORY.size()}) {
            Growing record = new Growing();
            record.size = start;
            AudienceIndex index = new AudienceIndex(record).caughtUp();
            record.size = STORY.size();
            for (long size = 0; size <= STORY.size(); size++) {
                long upTo = size;
                assertThat(index.count(audience, size))
                        .as("of the first %d", size)
                        .isEqualTo(positions.stream()
                                .filter(position -> position < upTo)
                                .count());
            }
        }
    }

    /// Two in three events of a trial are forms, visits and what else is about a subject.
    @Test
    void aStartReadsNothingOfWhatTagsTell() {
        Set<String> read = new HashSet<>();
        Growing record = new Growing() {
            @Override
            public List<ProjectedEvent> events(
                    long[] positions, Set<String> types, UnaryOperator<ProjectedEvent> unsealing) {
                read.addAll(types);
                return super.events(positions, types, unsealing);
            }

            @Override
            public Iterable<ProjectedEvent> events(long from, long to, UnaryOperator<ProjectedEvent> unsealing) {
                assertThat(from).as("read event by event").isEqualTo(to);
                return super.events(from, to, unsealing);
            }
        };
        record.size = STORY.size();
        new AudienceIndex(record).caughtUp();
        assertThat(read)
                .contains("trialbook.ReadAssigned", "trialbook.ActRefused")
                .doesNotContain("trialbook.AssessmentRecorded", "trialbook.VisitDone");
    }

    /// An older record, or one that somebody made by hand.
    @Test
    void whereTagsDontTellOfEverybodyEachEventIsRead() {
        Story story = new Story();
        story.then(consented("01-009"));
        AudienceIndex index = new AudienceIndex(story).caughtUp();
        assertThat(index.count(new Audience.SiteStaff(new SiteId("01"), true), 1))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ordinalsCountWithinTheSubject(boolean blinded) {
        AudienceIndex index = blinded ? new AudienceIndex(STORY) : new AudienceIndex(STORY).caughtUp();
        int looked = 0;
        for (ProjectedEvent recorded : STORY.events(0, STORY.size(), seen -> seen)) {
            SubjectId subject = recorded.event().aboutSubject().orElse(null);
            if (subject != null) {
                Audience.SiteStaff staff = new Audience.SiteStaff(subject.site(), blinded);
                if (staff.counts(recorded.event())) {
                    assertThat(index.ordinal(staff, subject, recorded.position()))
                            .isEqualTo(ofTheSubject(staff, subject, recorded.position()));
                    looked++;
                }
            }
        }
        assertThat(looked).isGreaterThan(30);
    }

    private static long ofTheSubject(Audience staff, SubjectId subject, long upTo) {
        long count = 0;
        for (ProjectedEvent recorded : STORY.events(0, upTo + 1, seen -> seen)) {
            TrialEvent event = recorded.event();
            count += event.aboutSubject().filter(subject::equals).isPresent() && staff.counts(event) ? 1 : 0;
        }
        return count;
    }

    @Test
    void manyMayAskWhileTheRecordIsRead() throws Exception {
        Audience.SiteStaff staff = new Audience.SiteStaff(new SiteId("01"), true);
        List<Long> positions = counted(staff);
        for (int round = 0; round < 30; round++) {
            AudienceIndex index = new AudienceIndex(STORY);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Callable<Boolean>> asking = new ArrayList<>();
                for (long size = 0; size <= STORY.size(); size += 7) {
                    long upTo = size;
                    long expected = positions.stream()
                            .filter(position -> position < upTo)
                            .count();
                    asking.add(() -> index.count(staff, upTo) == expected);
                }
                for (Future<Boolean> right : threads.invokeAll(asking)) {
                    assertThat(right.get()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "m01", "M3", "m-1", "m3C", "120", "mzzzzzzzzzzzzz", "m3 ", "x3"})
    void whatIsNoTokenIsNone(String text) {
        assertThat(SnapshotToken.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 35, 36, 120, 100_000})
    void aTokenIsReadAsItWasWritten(long counted) {
        assertThat(SnapshotToken.parse(SnapshotToken.format(counted))).isEqualTo(OptionalLong.of(counted));
    }

    /// The story, as far as it has been recorded.
    private static class Growing implements TrialRecord {
        private long size;

        @Override
        public long size() {
            return size;
        }

        @Override
        public EventLine line(long position) {
            return STORY.line(position);
        }

        @Override
        public TreeHash leafHash(long position) {
            return STORY.leafHash(position);
        }

        @Override
        public long sizeAt(Instant instant) {
            return STORY.sizeAt(instant);
        }
    }
}
