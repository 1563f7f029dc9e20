package org.trialbook.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.TreeHash;

/// What a start of the log need not read again: the picture of its beginning, in signed parts that only grow in number.
///
/// A part is made of blocks that were read from the store and verified once more, never of what this process
/// remembers. It is used when the log's key signed it, and when the tree that it gives is the one that the store's
/// block at its end tells. What is wrong with it in any way is no damage of the log: then the log is read, and the
/// snapshot made anew.
final class LogSnapshot {
    private static final Logger log = LoggerFactory.getLogger(LogSnapshot.class);

    private final SnapshotStore parts;
    private final BlockStore store;
    private final LogSettings settings;
    private final BlockReader reader;
    private int count;
    private LogPicture.Tip end = new LogPicture.Tip(0, new MerkleFrontier(), null);
    private final BlockContinuityCheck check = new BlockContinuityCheck();

    LogSnapshot(SnapshotStore parts, BlockStore store, LogSettings settings) {
        this.parts = parts;
        this.store = store;
        this.reader = new BlockReader(store);
        this.settings = settings;
    }

    /// The picture that the snapshot gives; empty when there is none that belongs to the store's log.
    ///
    /// @param key the log's, in force
    Optional<LogPicture> restore(NoteVerifier key) {
        LogPicture picture = LogPicture.with(settings);
        List<BlockStore.Extent> places = new ArrayList<>();
        int read = 0;
        for (byte[] part = parts.part(0); part != null; part = parts.part(++read)) {
            Optional<SnapshotPart> opened = SnapshotPart.open(part, key);
            if (opened.isEmpty() || opened.get().firstBlock() != picture.blocks()) {
                break;
            }
            if (!picture.restore(opened.get())) {
                return unusable("its parts do not fit together");
            }
            opened.get().blocks().forEach(block -> places.add(block.place()));
        }
        if (read == 0) {
            return Optional.empty();
        }
        store.assume(places);
        try {
            List<Block> last = store.read(picture.blocks() - 1, 1);
            LogPicture.Tip tip = picture.tip();
            if (!last.isEmpty()
                    && last.getFirst().size() == tip.size()
                    && last.getFirst().root().equals(tip.tree().root())) {
                count = read;
                end = tip;
                return Optional.of(picture);
            }
        } catch (MalformedBlockException e) {
            // Reading the log from its beginning says what is wrong, and where.
            log.debug("The block at the end of the snapshot is not as it was", e);
        }
        return unusable("its end is not in the log");
    }

    private Optional<LogPicture> unusable(String why) {
        log.warn("The log's snapshot is not used, and made anew: {}", why);
        store.assume(List.of());
        return Optional.empty();
    }

    /// Makes one more part, if the log has grown enough since the last.
    ///
    /// @return whether it did
    /// @throws DamagedLogException when the store no longer holds what was verified
    synchronized boolean extend(LogPicture picture, NoteSigner signer) {
        long first = end.size();
        if (picture.size() - first < parts.eventsPerPart()) {
            return false;
        }
        if (count == 0) {
            parts.clear();
        }
        List<SnapshotPart.BlockEntry> blocks = new ArrayList<>();
        AtomicReference<LogPicture.Tip> grown = new AtomicReference<>(end);
        reader.read(
                end.nextBlock(),
                picture.placeOf(first + parts.eventsPerPart() - 1).number() + 1,
                block -> {
                    LogPicture.Tip at = grown.get();
                    VerifiedBlock verified = check.verify(block, at.nextBlock(), at.tree(), at.lastRecordedMicros());
                    blocks.add(new SnapshotPart.BlockEntry(store.extent(at.nextBlock()), verified.lines()));
                    grown.set(verified.tip());
                });
        LogPicture.Tip after = grown.get();
        TreeHash root = after.tree().root();
        if (!picture.ofTree(known -> known.root(after.size())).equals(root)) {
            throw new DamagedLogException(first, "the store holds other events than when they were verified");
        }
        parts.keep(count, new SnapshotPart(end.nextBlock(), first, blocks, root).sign(signer));
        count++;
        end = after;
        return true;
    }
}
