package org.trialbook.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// One attempt at a block: which of the waiting appends would get in, and the block that would hold them.
///
/// Conditions are checked against the log and against the batch so far, so two appends that exclude each other never
/// share a block. An append that only the batch excludes is told so once the block is kept: if another writer is
/// first, the one before it may not get in either.
final class Batch {
    private final LogPicture picture;
    private final LogSettings settings;
    private final LogPicture.Tip tip;
    private final long first;
    private final MerkleFrontier tree;
    private final List<EventLine> lines = new ArrayList<>();
    private final List<Block.Entry> entries = new ArrayList<>();
    private final List<TreeHash> leaves = new ArrayList<>();
    private final Map<Append, Long> accepted = new LinkedHashMap<>();
    private final Map<Append, RuntimeException> refused = new LinkedHashMap<>();
    private final Map<Append, RuntimeException> refusedIfKept = new LinkedHashMap<>();
    private final List<Append> left = new ArrayList<>();
    private Instant recordedAt;
    private int bytes;

    private Batch(LogPicture picture, LogSettings settings) {
        this.picture = picture;
        this.settings = settings;
        // Taken before any condition is looked at: the block's number is only free as long as no other event arrived.
        this.tip = picture.tip();
        this.first = tip.size();
        this.tree = tip.tree();
        Instant last = tip.lastRecordedAt();
        this.recordedAt = last == null ? Instant.EPOCH : last;
    }

    static Batch of(List<Append> waiting, LogPicture picture, LogSettings settings) {
        Batch batch = new Batch(picture, settings);
        for (Append append : waiting) {
            batch.consider(append);
        }
        return batch;
    }

    private void consider(Append append) {
        if (!lines.isEmpty() && isFullFor(append)) {
            left.add(append);
            return;
        }
        Append.Guard guard = append.guard();
        if (guard != null) {
            if (!picture.matching(guard.query(), guard.from()).isEmpty()) {
                refused.put(append, rejected(guard));
                return;
            }
            if (lines.stream()
                    .anyMatch(line ->
                            line.position() >= guard.from() && guard.query().matches(line.type(), line.tags()))) {
                refusedIfKept.put(append, rejected(guard));
                return;
            }
        }
        try {
            add(append);
        } catch (RuntimeException e) {
            // A line too long, or not expressible: this append's own fault, and its alone.
            refused.put(append, e);
        }
    }

    private boolean isFullFor(Append append) {
        return lines.size() + append.drafts().size() > settings.eventsPerBlock()
                || bytes > settings.bytesPerBlock() / 2;
    }

    private void add(Append append) {
        List<EventLine> ownLines = new ArrayList<>();
        List<byte[]> ownBytes = new ArrayList<>();
        Instant latest = recordedAt;
        int size = 0;
        for (Draft draft : append.drafts()) {
            latest = max(latest, settings.clock().instant().truncatedTo(ChronoUnit.MICROS));
            EventLine line = draft.at(first + lines.size() + ownLines.size(), latest);
            byte[] formatted = line.format();
            size += formatted.length;
            ownLines.add(line);
            ownBytes.add(formatted);
        }
        if (size > settings.bytesPerBlock()) {
            throw new IllegalArgumentException(
                    "The events of one append have " + size + " bytes; a block holds " + settings.bytesPerBlock());
        }
        for (int i = 0; i < ownLines.size(); i++) {
            EventLine line = ownLines.get(i);
            byte[] formatted = ownBytes.get(i);
            TreeHash leaf = Sha256.leaf(formatted);
            tree.append(leaf);
            leaves.add(leaf);
            lines.add(line);
            entries.add(new Block.Entry(
                    line.tags(), line.type(), line.version(), new String(formatted, StandardCharsets.UTF_8)));
        }
        bytes += size;
        recordedAt = latest;
        accepted.put(append, first + lines.size());
    }

    private static RuntimeException rejected(Append.Guard guard) {
        return AppendEventsTransactionRejectedException.conflictingEventsDetected(
                new GlobalIndexConsistencyMarker(guard.from()));
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /// The block to insert, or null when nothing got in.
    @Nullable
    Block block() {
        if (entries.isEmpty()) {
            return null;
        }
        return new Block(
                tip.nextBlock(),
                first,
                tree.size(),
                tree.root(),
                settings.writer(),
                settings.nonce(),
                List.copyOf(entries),
                List.copyOf(leaves));
    }

    /// The appends in the block, each with the size of the log after it.
    Map<Append, Long> accepted() {
        return accepted;
    }

    /// The appends that are refused whatever becomes of the block.
    Map<Append, RuntimeException> refused() {
        return refused;
    }

    /// The appends that are refused if the block is kept, and must be considered again if it is not.
    Map<Append, RuntimeException> refusedIfKept() {
        return refusedIfKept;
    }

    /// The appends that did not fit and go into a later block.
    List<Append> left() {
        return left;
    }
}
