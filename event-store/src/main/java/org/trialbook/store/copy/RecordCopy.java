package org.trialbook.store.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.Log;
import org.trialbook.store.LogCopy;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;

/// Copies a record to an empty place, and compares what stands there with where it came from. Servers may go on
/// with the one that is copied: what they record meanwhile is in the copy or not, the log first and then what it
/// names.
public final class RecordCopy {
    private RecordCopy() {}

    /// What was copied.
    ///
    /// @param root of the copy
    /// @param media with how many bytes together
    public record Copied(
            long events, long blocks, TreeHash root, int checkpoints, int media, long mediaBytes, int signOuts) {}

    /// @param fromKey the file with the log's first public key, beside which lies what is remembered of the log
    /// @param toKey the same of the copy
    /// @param aside a directory for a file that is being copied
    /// @throws DamagedLogException when the log is not what was written
    /// @throws DifferentCopyException when the copy is not the same
    /// @throws org.trialbook.store.media.DamagedMediaException when a recording is not what its name says
    public static Copied copy(RecordPlace from, Path fromKey, RecordPlace to, Path toKey, Path aside)
            throws IOException {
        StoredCheckpoints signed = StoredCheckpoints.read(fromKey, from.log());
        try (Log before = Log.openForReading(from.log(), settings(), signed)) {
            long known = before.size();
            List<Checkpoint> stated = statements(signed);
            long blocks = LogCopy.copy(from.log(), to.log());
            before.confirm();
            StoredCheckpoints copied = StoredCheckpoints.read(toKey, to.log());
            try (Log after = Log.openForReading(to.log(), settings(), copied)) {
                if (after.size() < known || after.size() > before.size()) {
                    throw different("size of the log", before.size(), after.size());
                }
                requireSame("root of the log", before.root(after.size()), after.root());
                List<Checkpoint> statedThere = statements(copied);
                if (!statedThere.containsAll(stated)) {
                    throw different("checkpoints", stated, statedThere);
                }
                List<StoredMedia> media = media(from.media(), to.media(), aside);
                return new Copied(
                        after.size(),
                        blocks,
                        after.root(),
                        statedThere.size(),
                        media.size(),
                        media.stream().mapToLong(StoredMedia::bytes).sum(),
                        signOuts(from.signOuts(), to.signOuts()));
            } catch (DamagedLogException e) {
                throw new DifferentCopyException("What was copied does not verify: " + e.getMessage());
            }
        }
    }

    private static LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), new SecureRandom());
    }

    private static List<Checkpoint> statements(StoredCheckpoints checkpoints) {
        return checkpoints.all().stream()
                .map(StoredCheckpoints.Signed::checkpoint)
                .toList();
    }

    /// Copies every recording that is there.
    ///
    /// @param aside a directory for a file that is being copied
    /// @throws org.trialbook.store.media.DamagedMediaException when one is not what its name says
    public static List<StoredMedia> media(MediaStore from, MediaStore to, Path aside) throws IOException {
        List<StoredMedia> all = from.all();
        media(all, from, to, aside);
        return all;
    }

    /// Copies these recordings to an empty place.
    ///
    /// @param aside a directory for a file that is being copied
    /// @throws org.trialbook.store.media.DamagedMediaException when one is not what its name says
    public static void media(List<StoredMedia> all, MediaStore from, MediaStore to, Path aside) throws IOException {
        Path file = Files.createTempFile(aside, "recording", ".unfinished");
        for (StoredMedia each : all) {
            try (OutputStream out = Files.newOutputStream(file)) {
                from.write(each, out);
            }
            try (InputStream in = Files.newInputStream(file)) {
                to.store(each, in);
            }
            // Reads it from the disk again, and compares its hash.
            to.write(each, OutputStream.nullOutputStream());
        }
        Files.delete(file);
        requireSame("recordings", Set.copyOf(all), Set.copyOf(to.all()));
    }

    private static int signOuts(StoredSignOuts from, StoredSignOuts to) {
        Map<String, Instant> all = from.after(Instant.EPOCH);
        all.forEach(to::add);
        requireSame("sign-outs", all, to.after(Instant.EPOCH));
        return all.size();
    }

    private static void requireSame(String what, Object before, Object after) {
        if (!before.equals(after)) {
            throw different(what, before, after);
        }
    }

    private static DifferentCopyException different(String what, Object before, Object after) {
        return new DifferentCopyException(
                "What was copied differs in its " + what + ": " + before + " became " + after);
    }
}
