package org.trialbook.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.EventLine.Tag;

/// The log as a plain list, against which the real one is checked. Every search looks at every event: nothing in here
/// is clever, so that it is easy to believe.
final class NaiveLog {
    /// What a caller was told.
    sealed interface Answer {
        /// It is in the log.
        ///
        /// @param size of the log after its last event
        record Recorded(long size) implements Answer {}

        /// Something matching its condition is in the log.
        record Conflict() implements Answer {}

        /// It is certainly not in the log.
        record NotRecorded() implements Answer {}

        /// Nothing, or that it is not known.
        record Unknown() implements Answer {}
    }

    /// One append, and what became of it. A condition is: no event from `from` on has all these tags.
    record Attempt(List<String> ids, @Nullable Set<Tag> condition, long from, Answer answer) {}

    private final List<EventLine> events = new ArrayList<>();
    private final List<Long> blockOf = new ArrayList<>();
    private final Map<String, Integer> positionOf = new HashMap<>();
    private final Set<String> writers = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    NaiveLog(List<Block> blocks) {
        Instant last = Instant.MIN;
        for (int number = 0; number < blocks.size(); number++) {
            writers.add(blocks.get(number).writer());
            require(blocks.get(number).number() == number, "block " + number + " is missing");
            for (byte[] bytes : blocks.get(number).lines()) {
                EventLine line = EventLine.parse(bytes);
                require(line.position() == events.size(), "a gap before " + line.id());
                require(!line.recordedAt().isBefore(last), line.id() + " is recorded before the one before it");
                require(positionOf.put(line.id(), events.size()) == null, line.id() + " is there twice");
                last = line.recordedAt();
                events.add(line);
                blockOf.add((long) number);
            }
        }
    }

    /// What a store holds.
    static NaiveLog of(BlockStore store) {
        List<Block> blocks = new ArrayList<>();
        // In pieces: an answer of the server has its limits.
        for (List<Block> next = store.read(0, 200); !next.isEmpty(); next = store.read(blocks.size(), 200)) {
            blocks.addAll(next);
        }
        return new NaiveLog(blocks);
    }

    List<String> ids() {
        return events.stream().map(EventLine::id).toList();
    }

    long blocks() {
        return blockOf.isEmpty() ? 0 : blockOf.getLast() + 1;
    }

    Set<String> writers() {
        return writers;
    }

    /// The bytes' texts, for whoever saw lines.
    List<String> lines() {
        return events.stream()
                .map(event -> new String(event.format(), StandardCharsets.UTF_8))
                .toList();
    }

    void check(Attempt attempt) {
        List<String> ids = attempt.ids();
        Integer first = positionOf.get(ids.getFirst());
        for (int i = 0; i < ids.size(); i++) {
            Integer position = positionOf.get(ids.get(i));
            boolean whole = first == null
                    ? position == null
                    : position != null
                            && position == first + i
                            && blockOf.get(position).equals(blockOf.get(first));
            require(whole, "torn: " + ids);
        }
        switch (attempt.answer()) {
            case Answer.Recorded(long size) ->
                require(first != null && first + ids.size() == size, "acknowledged at another place, or lost: " + ids);
            case Answer.Conflict() -> {
                require(first == null, "refused, and recorded: " + ids);
                require(conflict(attempt, events.size()), "refused, and nothing is in its way: " + ids);
            }
            case Answer.NotRecorded() -> require(first == null, "said to be not recorded, and recorded: " + ids);
            case Answer.Unknown() -> {}
        }
        require(first == null || !conflict(attempt, first), "recorded against its condition: " + ids);
    }

    private boolean conflict(Attempt attempt, long before) {
        Set<Tag> tags = attempt.condition();
        if (tags != null) {
            for (long position = attempt.from(); position < before; position++) {
                if (events.get(Math.toIntExact(position)).tags().containsAll(tags)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    List<String> violations() {
        return violations;
    }
}
