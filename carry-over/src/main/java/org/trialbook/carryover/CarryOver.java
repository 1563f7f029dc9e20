package org.trialbook.carryover;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.copy.CopiedFiles;
import org.trialbook.store.copy.RecordCopy;
import org.trialbook.store.copy.RecordPlace;
import org.trialbook.store.copy.UnfinishedDirectory;
import org.trialbook.store.copy.UnusableDirectoryException;

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
    record Carried(RecordCopy.Copied record, List<String> directories, int files) {}

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
                MongoClient client = StoreConnection.open(server.connectionString());
                RecordPlace to = RecordPlace.inFiles(fresh)) {
            RecordCopy.Copied record = RecordCopy.copy(
                    RecordPlace.inMongo(client, FileBackend.LOG),
                    old.resolve(KEYS).resolve(PUBLIC_KEY),
                    to,
                    fresh.resolve(KEYS).resolve(PUBLIC_KEY),
                    fresh);
            return new Carried(record, directories, files);
        }
    }

    /// A demo in a directory of that name has a store and keys of its own there, to be carried over on their own.
    private static boolean isDemo(Path demo) {
        return Files.isDirectory(demo) && !Files.exists(demo.resolve(STORE));
    }
}
