package org.trialbook.view.tree;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.checkpoint.CheckpointSource;

/// Who has cosigned how much of the log, from the cosignatures that were kept, each verified.
public final class WitnessStatus {

    private final List<NoteVerifier> witnesses;
    private final CheckpointSource checkpoints;

    public WitnessStatus(List<NoteVerifier> witnesses, CheckpointSource checkpoints) {
        this.witnesses = List.copyOf(witnesses);
        this.checkpoints = checkpoints;
    }

    /// @param signed how many events the newest signed checkpoint covers
    public record Status(long signed, List<Line> witnesses) {}

    /// @param cosigned how many events it has cosigned; null when nothing is known of it
    /// @param at when it did
    /// @param behind how many signed events it has not cosigned
    public record Line(
            String name,
            String key,
            @Nullable Long cosigned,
            @Nullable Instant at,
            long behind) {}

    /// Whether there is any witness to tell of.
    public boolean anyConfigured() {
        return !witnesses.isEmpty();
    }

    /// The status of each witness that is configured here.
    public Status now() {
        long signed =
                checkpoints.newest().map(newest -> newest.checkpoint().size()).orElse(0L);
        List<StoredCheckpoints.Witnessed> known = anyConfigured() ? checkpoints.witnessed(witnesses) : List.of();
        return new Status(
                signed, witnesses.stream().map(key -> line(key, known, signed)).toList());
    }

    private static Line line(NoteVerifier key, List<StoredCheckpoints.Witnessed> known, long signed) {
        return known.stream()
                .filter(witnessed -> witnessed.witness().equals(key))
                .findFirst()
                .map(witnessed -> {
                    long cosigned = witnessed.checkpoint().size();
                    return new Line(
                            key.name(), key.toString(), cosigned, witnessed.time(), Math.max(0, signed - cosigned));
                })
                .orElseGet(() -> new Line(key.name(), key.toString(), null, null, signed));
    }
}
