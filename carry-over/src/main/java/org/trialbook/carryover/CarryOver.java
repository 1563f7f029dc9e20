package org.trialbook.carryover;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.FileSignOuts;
import org.trialbook.store.Log;
import org.trialbook.store.LogCopy;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoSignOuts;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.MongoMediaStore;
import org.trialbook.store.media.StoredMedia;

/// Carries a data directory over: `store`, `keys` and `demo` of an earlier release become `log`, `media`, `sign-outs`,
/// `keys` and `demo`.
final class CarryOver {
    private static final String STORE = "store";
    private static final String KEYS = "keys";
    private static final String DEMO = "demo";
    private static final String PUBLIC_KEY = "log.pub";

    private final Path old;
    private final Path fresh;

    private CarryOver(Path old, Path fresh) {
        this.old = old;
        this.fresh = fresh;
    }

    /// What was carried over.
    ///
    /// @param directories whose files were copied as they are
    /// @param files how many these were
    record Carried(CarriedLog log, CarriedMedia recordings, int signOuts, List<String> directories, int files) {}

    /// @param root of both
    record CarriedLog(long events, long blocks, TreeHash root, int checkpoints) {}

    record CarriedMedia(int count, long bytes) {}

    /// @param old is not changed
    /// @param fresh empty, or not there yet; when this fails, it is as it was
    /// @throws UnusableDirectoryException when one of them is not what it has to be
    static Carried run(Path old, Path fresh) throws IOException {
        requireDataDirectory(old);
        requireOutside(old, fresh);
        try (UnfinishedDirectory unfinished = UnfinishedDirectory.beside(fresh)) {
            Carried carried = new CarryOver(old, unfinished.path()).carry();
            CopiedFiles.likewise(old, unfinished.path());
            unfinished.finish();
            return carried;
        }
    }

    private static void requireDataDirectory(Path old) {
        if (!Files.isDirectory(old.resolve(STORE))) {
            throw new UnusableDirectoryException(
                    old, "is no data directory of an earlier release: there is no directory '" + STORE + "' in it");
        }
        if (!Files.isRegularFile(FileBackend.file(old.resolve(STORE), FileBackend.LOG))) {
            throw new UnusableDirectoryException(old.resolve(STORE), "holds no log");
        }
        if (!Files.isRegularFile(old.resolve(KEYS).resolve(PUBLIC_KEY))) {
            throw new UnusableDirectoryException(
                    old, "cannot be verified: '" + KEYS + "/" + PUBLIC_KEY + "' is missing in it");
        }
    }

    /// Nothing is put into the old directory, and be it a new one.
    private static void requireOutside(Path old, Path fresh) throws IOException {
        Path outside = fresh.toAbsolutePath().normalize();
        while (outside != null && !Files.exists(outside)) {
            outside = outside.getParent();
        }
        if (outside != null && outside.toRealPath().startsWith(old.toRealPath())) {
            throw new UnusableDirectoryException(fresh, "lies in " + old + ", which is not to be changed");
        }
    }

    private Carried carry() throws IOException {
        List<String> directories = new ArrayList<>(List.of(KEYS));
        int files = CopiedFiles.copy(old.resolve(KEYS), fresh.resolve(KEYS));
        if (isDemo(old.resolve(DEMO))) {
            files += CopiedFiles.copy(old.resolve(DEMO), fresh.resolve(DEMO));
            directories.add(DEMO);
        }
        try (EmbeddedServer server = EmbeddedServer.open(old.resolve(STORE));
                MongoClient client = StoreConnection.open(server.connectionString())) {
            return new Carried(log(client), media(client), signOuts(client), directories, files);
        }
    }

    /// A demo in a directory of that name has a store and keys of its own there, to be carried over on their own.
    private static boolean isDemo(Path demo) {
        return Files.isDirectory(demo) && !Files.exists(demo.resolve(STORE));
    }

    private CarriedLog log(MongoClient client) {
        LogStore from = LogStore.in(client.getDatabase(FileBackend.LOG));
        StoredCheckpoints signed = StoredCheckpoints.read(old.resolve(KEYS).resolve(PUBLIC_KEY), from);
        try (Log before = Log.openForReading(from, settings(), signed);
                FileLogStore to = FileLogStore.open(fresh.resolve("log"))) {
            List<String> notes = notes(signed);
            long blocks = LogCopy.copy(from, to);
            StoredCheckpoints copied =
                    StoredCheckpoints.read(fresh.resolve(KEYS).resolve(PUBLIC_KEY), to);
            try (Log after = Log.openForReading(to, settings(), copied)) {
                requireSame("size of the log", before.size(), after.size());
                requireSame("root of the log", before.root(), after.root());
                requireSame("checkpoints", notes, notes(copied));
                return new CarriedLog(after.size(), blocks, after.root(), notes.size());
            } catch (DamagedLogException e) {
                throw new DifferentCopyException("What was copied does not verify: " + e.getMessage());
            }
        }
    }

    private static LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), new SecureRandom());
    }

    private static List<String> notes(StoredCheckpoints checkpoints) {
        return checkpoints.all().stream()
                .map(signed -> new String(signed.note(), StandardCharsets.UTF_8))
                .toList();
    }

    private CarriedMedia media(MongoClient client) throws IOException {
        MediaStore from = new MongoMediaStore(client.getDatabase(MongoMediaStore.DATABASE));
        MediaStore to = new FileMediaStore(fresh.resolve("media"));
        List<StoredMedia> all = from.all();
        Path aside = Files.createTempFile(fresh, "recording", ".unfinished");
        for (StoredMedia each : all) {
            try (OutputStream out = Files.newOutputStream(aside)) {
                from.write(each, out);
            }
            try (InputStream in = Files.newInputStream(aside)) {
                to.store(each, in);
            }
            // Reads it from the disk again, and compares its hash.
            to.write(each, OutputStream.nullOutputStream());
        }
        Files.delete(aside);
        requireSame("recordings", Set.copyOf(all), Set.copyOf(to.all()));
        return new CarriedMedia(
                all.size(), all.stream().mapToLong(StoredMedia::bytes).sum());
    }

    private int signOuts(MongoClient client) {
        Map<String, Instant> all = new MongoSignOuts(client).after(Instant.EPOCH);
        Path file = fresh.resolve("sign-outs");
        try (FileSignOuts to = new FileSignOuts(file, Instant.EPOCH)) {
            all.forEach(to::add);
        }
        try (FileSignOuts to = new FileSignOuts(file, Instant.EPOCH)) {
            requireSame("sign-outs", all, to.after(Instant.EPOCH));
        }
        return all.size();
    }

    private static void requireSame(String what, Object before, Object after) {
        if (!before.equals(after)) {
            throw new DifferentCopyException(
                    "What was copied differs in its " + what + ": " + before + " became " + after);
        }
    }
}
