package org.trialbook.benchmark.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.peer.MeasuredEvents;
import org.trialbook.benchmark.peer.Trialbook;

/// Events back from the log: those of one tag, evenly spread among 300,000 in groups of 32, and all of them in order.
final class Reading implements Measurement {
    private static final int GROUP = 32;
    private static final int MATCHING = 300;

    @Override
    public String name() {
        return "reading";
    }

    @Override
    public String asks() {
        return "ms to source 300 of 300,000 events by a tag; events/s of a full replay through Axon's stream";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        int events = bench.scale().read();
        List<String> subjects = IntStream.range(0, Math.max(1, events / MATCHING))
                .mapToObj(i -> "01-" + (100_000 + i))
                .toList();
        try (Trialbook log = Trialbook.open(bench.directory())) {
            log.fill(events, GROUP, subjects);
        }
        String of = String.format(Locale.ROOT, "%d of %,d events by tag: ", MATCHING, events);
        try (Trialbook log = Trialbook.open(bench.directory())) {
            bench.tell(Figure.of(name(), of + "first time each", "ms", sourceEach(bench, log, subjects))
                    .against(Goal.atMost(3))
                    .remarking("each value is the median of a round in which every boundary is another one"));
            bench.tell(Figure.of(
                            name(),
                            of + "again",
                            "ms",
                            sourceEach(bench, log, subjects.subList(0, Math.min(10, subjects.size()))))
                    .against(Goal.atMost(3)));
            List<Double> perSecond = new ArrayList<>();
            replay(log.engine(), events);
            for (int round = 0; round < bench.scale().rounds(); round++) {
                System.gc();
                long start = System.nanoTime();
                replay(log.engine(), events);
                perSecond.add(events * 1e9 / (System.nanoTime() - start));
            }
            bench.tell(Figure.of(name(), "full replay through the stream", "events/s", new Samples(perSecond))
                    .against(Goal.atLeast(100_000)));
        }
    }

    private static Samples sourceEach(Bench bench, Trialbook log, List<String> subjects) {
        int turn = 0;
        int warmUp = Math.max(1, bench.scale().reads() / 10);
        while (turn < warmUp) {
            source(log.engine(), subjects.get(turn++ % subjects.size()));
        }
        int each = Math.max(1, (bench.scale().reads() - warmUp) / bench.scale().rounds());
        List<Double> medians = new ArrayList<>();
        for (int round = 0; round < bench.scale().rounds(); round++) {
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                String subject = subjects.get(turn++ % subjects.size());
                long start = System.nanoTime();
                source(log.engine(), subject);
                millis.add((System.nanoTime() - start) / 1e6);
            }
            medians.add(new Samples(millis).median());
        }
        return new Samples(medians);
    }

    private static void source(EventStorageEngine engine, String subject) {
        int found = engine.source(
                        SourcingCondition.conditionFor(EventCriteria.havingTags(MeasuredEvents.SUBJECT, subject)), null)
                .reduce(0, (count, entry) -> entry.message().payload() == null ? count : count + 1)
                .join();
        if (found < MATCHING) {
            throw new IllegalStateException(subject + " has " + found + " events");
        }
    }

    private static void replay(EventStorageEngine engine, int events) {
        MessageStream<EventMessage> stream = engine.stream(
                StreamingCondition.startingFrom(engine.firstToken(null).join()), null);
        try {
            for (int seen = 0; seen < events; ) {
                if (stream.next().isPresent()) {
                    seen++;
                } else {
                    stream.error().ifPresent(e -> {
                        throw new IllegalStateException(e);
                    });
                    Thread.onSpinWait();
                }
            }
        } finally {
            stream.close();
        }
    }
}
