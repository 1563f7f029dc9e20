package org.trialbook.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.jspecify.annotations.Nullable;
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
    private final int mostBytes;
    private final RecordingTime time;
    private final LogPicture.Tip tip;
    private final long first;
    private final MerkleFrontier tree;
    private final List<VerifiedBlock.Line> lines = new ArrayList<>();
    /// The tags and types of this batch's lines, at positions counted from its first line.
    private final TagIndex own = new TagIndex();
    private final Map<Append, Long> accepted = new LinkedHashMap<>();
    private final Map<Append, RuntimeException> refused = new LinkedHashMap<>();
    private final Map<Append, RuntimeException> refusedIfKept = new LinkedHashMap<>();
    private final List<Append> left = new ArrayList<>();
    private Instant recordedAt;
    private int bytes;

    private Batch(LogPicture picture, LogSettings settings, int mostAppendBytes) {
        this.picture = picture;
        this.settings = settings;
        this.mostBytes = Math.max(settings.bytesPerBlock(), mostAppendBytes);
        this.time = new RecordingTime(picture, settings);
        // The tip is taken before any condition is looked at: the block's number is free only as long as no other
        // event has arrived.
        this.tip = picture.tip();
        this.first = tip.size();
        this.tree = tip.tree();
        Long last = tip.lastRecordedMicros();
        this.recordedAt = last == null ? Instant.EPOCH : LogPicture.instant(last);
    }

    /// @param mostAppendBytes as the store takes them; see [BlockStore#mostAppendBytes]
    static Batch of(List<Append> waiting, LogPicture picture, LogSettings settings, int mostAppendBytes) {
        Batch batch = new Batch(picture, settings, mostAppendBytes);
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
            if (!own.matching(guard.query(), Math.max(0, guard.from() - first), lines.size())
                    .isEmpty()) {
                refusedIfKept.put(append, rejected(guard));
                return;
            }
        }
        try {
            add(append);
        } catch (RuntimeException e) {
            // The line is too long, or the clock was set back: this append fails, and no other.
            refused.put(append, e);
        }
    }

    private boolean isFullFor(Append append) {
        return lines.size() + append.drafts().size() > settings.eventsPerBlock()
                || bytes > settings.bytesPerBlock() / 2;
    }

    private void add(Append append) {
        List<VerifiedBlock.Line> added = new ArrayList<>(append.drafts().size());
        boolean whatever = time.requireSoundFor(append.drafts());
        Instant latest = recordedAt;
        int size = 0;
        for (Draft draft : append.drafts()) {
            latest = time.after(latest, whatever);
            byte[] line = draft.prepare().at(first + lines.size() + added.size(), latest);
            size += line.length;
            added.add(new VerifiedBlock.Line(
                    line, Sha256.leaf(line), draft.type(), draft.version(), draft.tags(), LogPicture.micros(latest)));
        }
        if (size > mostBytes) {
            throw new OversizedAppendException(size, mostBytes);
        }
        for (VerifiedBlock.Line line : added) {
            tree.append(line.leaf());
            own.add(lines.size(), line.type(), line.tags());
            lines.add(line);
        }
        bytes += size;
        recordedAt = latest;
        accepted.put(append, first + lines.size());
    }

    private static RuntimeException rejected(Append.Guard guard) {
        return AppendEventsTransactionRejectedException.conflictingEventsDetected(
                new GlobalIndexConsistencyMarker(guard.from()));
    }

    /// The block to insert, or null when nothing got in.
    @Nullable
    Block block() {
        if (lines.isEmpty()) {
            return null;
        }
        List<byte[]> bytes = new ArrayList<>(lines.size());
        List<TreeHash> leaves = new ArrayList<>(lines.size());
        for (VerifiedBlock.Line line : lines) {
            bytes.add(line.bytes());
            leaves.add(line.leaf());
        }
        return new Block(
                tip.nextBlock(), first, tree.size(), tree.root(), settings.writer(), settings.nonce(), bytes, leaves);
    }

    /// The same block, for the picture: what was just made need not be read and hashed again.
    VerifiedBlock verified() {
        return new VerifiedBlock(tip.nextBlock(), lines, tree);
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
