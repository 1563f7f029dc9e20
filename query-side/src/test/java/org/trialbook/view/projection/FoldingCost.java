package org.trialbook.view.projection;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.event.EventTag;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.timeline.TimelineProjection;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.UnblindedConfiguration;

/// Prints what it costs to fold a record, to ask as of a moment never asked before, and to keep the views in
/// memory. Run by hand: the argument says how many subjects.
final class FoldingCost {

    private FoldingCost() {}

    public static void main(String[] arguments) {
        int subjects = arguments.length == 0 ? 2_000 : Integer.parseInt(arguments[0]);
        Random chance = new Random(1);
        AesGcmBlindingKey key = new AesGcmBlindingKey("blinding-0a", new byte[32], chance);
        Story story = GeneratedTrial.story(GeneratedTrial.pair(1, subjects).one(), key);
        Bytes record = new Bytes(story);
        System.out.printf("%,d subjects, %,d events%n", subjects, record.size());
        for (int round = 0; round < 3; round++) {
            print("lines parsed", record.size(), () -> {
                for (long position = 0; position < record.size(); position++) {
                    record.line(position);
                }
            });
            print(
                    "events decoded",
                    record.size(),
                    () -> record.events(0, record.size(), event -> event).forEach(event -> {}));
            print(
                    "blinded",
                    record.size(),
                    () -> views(QuerySideConfiguration.BLINDED, record).caughtUp());
            print(
                    "unblinded",
                    record.size(),
                    () -> views(unblinded(key), record).caughtUp());
        }
        for (ProjectionGroup group : List.of(QuerySideConfiguration.BLINDED, unblinded(key))) {
            long before = used();
            Views views = views(group, record);
            views.caughtUp();
            System.out.printf(
                    "%s: with their past %,d MB, %d subjects%n",
                    group.name(),
                    (used() - before) >> 20,
                    views.newest().all(SubjectProjection.SUBJECTS).size());
            asked(
                    group.name() + " all",
                    views,
                    chance,
                    then -> then.all(group.kept().get(2)));
            asked(group.name() + " one", views, chance, then -> then.one(TimelineProjection.TIMELINES, "01-007"));
        }
    }

    private static ProjectionGroup unblinded(AesGcmBlindingKey key) {
        return UnblindedConfiguration.group(new OpenedEvents(key));
    }

    private static Views views(ProjectionGroup group, TrialRecord record) {
        return new Views(group, record, Clock.systemUTC());
    }

    private static void print(String what, long events, Runnable work) {
        long began = now();
        work.run();
        System.out.printf("%s: %.1f µs an event%n", what, (now() - began) / 1e3 / events);
    }

    private static void asked(
            String what, Views views, Random chance, java.util.function.Function<Snapshot, ?> question) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long size = chance.nextLong(views.record().size());
            long began = now();
            views.ask(new AsOf.Size(size), question);
            nanos.add(now() - began);
        }
        nanos.sort(null);
        System.out.printf(
                "%s as of a moment: median %.1f ms, p99 %.1f ms, most %.1f ms%n",
                what, nanos.get(150) / 1e6, nanos.get(297) / 1e6, nanos.get(299) / 1e6);
    }

    /// The thread's own time, so that what else the machine does is not counted.
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /// A record as a log has it: each line is parsed when it is read, and an index finds tags and types.
    private static final class Bytes implements TrialRecord {
        private final List<byte[]> lines = new ArrayList<>();
        private final Map<Object, List<Long>> index = new HashMap<>();

        Bytes(Story story) {
            for (long position = 0; position < story.size(); position++) {
                EventLine line = story.line(position);
                lines.add(line.format());
                List<Object> keys = new ArrayList<>(line.tags());
                keys.add(line.type());
                for (Object key : keys) {
                    index.computeIfAbsent(key, any -> new ArrayList<>()).add(position);
                }
            }
        }

        @Override
        public long size() {
            return lines.size();
        }

        @Override
        public long known() {
            return size();
        }

        @Override
        public EventLine line(long position) {
            return EventLine.parse(lines.get(Math.toIntExact(position)));
        }

        @Override
        public TreeHash leafHash(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long sizeAt(Instant instant) {
            throw new UnsupportedOperationException();
        }

        private LongStream found(Object key, long from, long to) {
            return index.getOrDefault(key, List.of()).stream()
                    .mapToLong(Long::longValue)
                    .filter(position -> position >= from && position < to);
        }

        @Override
        public long[] withTag(EventTag tag, long size) {
            return found(new EventLine.Tag(tag.key(), tag.value()), 0, size).toArray();
        }

        @Override
        public long[] ofTypes(Set<String> types, long from, long to) {
            if (to - from <= 2 * PictureFolding.BATCH) {
                return LongStream.range(from, to).toArray();
            }
            return types.stream()
                    .flatMapToLong(type -> found(type, from, to))
                    .sorted()
                    .toArray();
        }

        @Override
        public List<ProjectedEvent> events(
                long[] positions, Set<String> types, UnaryOperator<ProjectedEvent> unsealing) {
            return Arrays.stream(positions)
                    .mapToObj(this::line)
                    .filter(line -> types.contains(line.type()))
                    .flatMap(line -> ProjectedEvent.of(line).stream())
                    .map(unsealing)
                    .toList();
        }
    }
}
