package org.trialbook.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine.Tag;

/// Events to append, and short ways to append them.
final class Drafts {
    private Drafts() {}

    static Draft draft(String id, Collection<Tag> tags) {
        return draft(id, "trial.Noted", tags, "{\"n\":\"" + id + "\"}");
    }

    static Draft draft(String id, String type, Collection<Tag> tags, String payload) {
        return new Draft(id, type, "1", "HOT-CRT", List.copyOf(tags), null, null, null, null, new TreeMap<>(), payload);
    }

    static Tag tag(String key, String value) {
        return new Tag(key, value);
    }

    static Append.Guard unseen(Tag tag) {
        return new Append.Guard(new EventQuery(false, List.of(new EventQuery.Clause(Set.of(tag), Set.of()))), 0);
    }

    static LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), new Random());
    }

    /// Appends events `prefix0`, `prefix1`, …, each as a block of its own.
    static void appendEach(Log log, String prefix, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            append(log, null, draft(prefix + i, List.of(tag("subject", prefix + i % 3))));
        }
    }

    /// Blocks 0 to 4 of one event each (positions 0 to 4), block 5 of positions 5 to 8, and block 6 of position 9.
    static void appendSevenBlocks(Log log) throws Exception {
        appendEach(log, "a", 5);
        append(
                log,
                null,
                draft("b5", List.of()),
                draft("b6", List.of(tag("subject", "01-001"))),
                draft("b7", List.of()),
                draft("b8", List.of()));
        append(log, null, draft("c9", List.of()));
    }

    static long append(Log log, Append.@Nullable Guard guard, Draft... drafts)
            throws InterruptedException, ExecutionException, TimeoutException {
        return log.append(List.of(drafts), guard).get(30, TimeUnit.SECONDS);
    }

    static List<String> ids(Log log) {
        List<String> ids = new ArrayList<>();
        for (long position = 0; position < log.size(); position++) {
            ids.add(log.line(position).id());
        }
        return ids;
    }

    static final Duration SHORTLY = Duration.ofSeconds(20);
}
