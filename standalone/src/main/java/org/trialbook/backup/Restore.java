package org.trialbook.backup;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.MongoSignOuts;
import org.trialbook.store.copy.CopiedFiles;
import org.trialbook.store.copy.RecordCopy;
import org.trialbook.store.copy.RecordPlace;
import org.trialbook.store.copy.UnfinishedDirectory;
import org.trialbook.store.copy.UnusableDirectoryException;
import org.trialbook.store.media.MongoMediaStore;
import org.trialbook.verify.FileSums;

/// Puts a backup back where there is nothing, into either store. What is restored is a copy that was verified,
/// and the backup stays as it is.
///
/// @param from the backup
/// @param keys a directory of keys in the place of those in the backup; null for these
public record Restore(Path from, @Nullable Path keys) {

    private static final String RECORD = "record";
    /// Whose views they are decides a server's settings; these are the names that it has otherwise.
    private static final List<String> VIEWS = List.of("trialbook_views_blinded", "trialbook_views_unblinded");

    /// Makes a data directory, whole or not at all.
    ///
    /// @param data empty, or not there yet
    /// @throws UnusableDirectoryException when a directory is not what it has to be
    /// @throws DamagedBackupException when a file is not as it was when the backup was made
    public HeldRecord intoFiles(Path data) throws IOException {
        try (UnfinishedDirectory made = UnfinishedDirectory.beside(data)) {
            Path copy = made.path().resolve(RECORD);
            HeldRecord held = verifiedCopy(copy);
            made.finish(copy);
            return held;
        }
    }

    /// Fills an empty MongoDB, and makes the directory of keys as the last, without which no server starts on it.
    ///
    /// @param keysDir empty, or not there yet; there has to be room for the record beside it for a while
    /// @throws UnusableDirectoryException when a directory is not what it has to be
    /// @throws OccupiedStoreException when the MongoDB holds anything
    /// @throws DamagedBackupException when a file is not as it was when the backup was made
    public HeldRecord intoMongo(MongoClient client, String logDatabase, Path keysDir) throws IOException {
        List<MongoDatabase> filled = Stream.of(logDatabase, MongoMediaStore.DATABASE, MongoSignOuts.DATABASE)
                .map(client::getDatabase)
                .toList();
        Stream.concat(filled.stream(), VIEWS.stream().map(client::getDatabase))
                .forEach(OccupiedStoreException::requireEmpty);
        try (UnfinishedDirectory made = UnfinishedDirectory.beside(keysDir)) {
            Path copy = made.path().resolve(RECORD);
            HeldRecord held = verifiedCopy(copy);
            Path copiedKeys = copy.resolve(HeldRecord.KEYS);
            Path publicKey = copiedKeys.resolve(RecordKeys.PUBLIC_KEY);
            try (RecordPlace files = RecordPlace.inFiles(copy)) {
                RecordCopy.copy(files, publicKey, RecordPlace.inMongo(client, logDatabase), publicKey, made.path());
                made.finish(copiedKeys);
            } catch (IOException | RuntimeException e) {
                empty(filled, e);
                throw e;
            }
            return held;
        }
    }

    /// Takes back what was put there: nothing stood there before.
    private static void empty(List<MongoDatabase> databases, Exception because) {
        try {
            for (MongoDatabase database : databases) {
                for (String collection : OccupiedStoreException.collections(database)) {
                    database.getCollection(collection).deleteMany(new Document());
                }
            }
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    private HeldRecord verifiedCopy(Path copy) throws IOException {
        Backup stated = Backup.statedIn(from);
        FileSums sums = FileSums.statedIn(from);
        DamagedBackupException.requireNone(from, sums.against(from));
        CopiedFiles.copy(from, copy);
        Backup.ownersOnly(copy);
        DamagedBackupException.requireNone(copy, sums.against(copy));
        Files.delete(copy.resolve(Backup.FILE));
        Files.delete(copy.resolve(FileSums.FILE));
        if (keys != null) {
            replaceKeys(copy.resolve(HeldRecord.KEYS), keys);
        }
        HeldRecord held = HeldRecord.in(copy);
        if (!held.withoutSecrets().equals(stated.record().withoutSecrets())) {
            throw new DamagedBackupException(
                    from, "%s says that it holds %s, but it holds %s".formatted(Backup.FILE, stated.record(), held));
        }
        return held;
    }

    private static void replaceKeys(Path copied, Path keys) throws IOException {
        try (Stream<Path> files = Files.walk(copied)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        CopiedFiles.copy(keys, copied);
        Backup.ownersOnly(copied);
    }
}
