package org.trialbook.carryover;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trialbook.store.MongoSignOuts;
import org.trialbook.store.media.MongoMediaStore;

/// Keeps each database of the embedded store in a [DatabaseFile] of its own, and refuses every command that would
/// change one.
final class FileBackend extends AbstractMongoBackend {
    static final String LOG = "trialbook_log";

    /// What is carried over. Views are built anew, so that a file of views that is damaged holds up nobody.
    private static final List<String> KEPT = List.of(LOG, MongoMediaStore.DATABASE, MongoSignOuts.DATABASE);
    /// In lower case.
    private static final Set<String> ALLOWED = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "hello",
            "ismaster",
            "buildinfo",
            "ping",
            "serverstatus",
            "whatsmyuri",
            "getlasterror",
            "endsessions");

    private final Map<String, DatabaseFile> files = new ConcurrentHashMap<>();

    /// @param directory where the files lie
    FileBackend(Path directory) {
        try {
            for (String name : KEPT) {
                files.put(name, DatabaseFile.open(name, file(directory, name), getCursorRegistry()));
            }
        } catch (RuntimeException e) {
            closeFiles();
            throw e;
        }
    }

    /// Where a database lies.
    static Path file(Path directory, String database) {
        return directory.resolve(database + ".mv");
    }

    @Override
    public MongoDatabase resolveDatabase(String name) {
        return files.computeIfAbsent(name, n -> DatabaseFile.empty(n, getCursorRegistry()))
                .database();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return resolveDatabase(name);
    }

    @Override
    protected Set<String> listDatabaseNames() {
        return Set.copyOf(files.keySet());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (!ALLOWED.contains(command.toLowerCase(Locale.ROOT))) {
            throw new MongoServerException("The store of an earlier release is only read, and not asked to " + command);
        }
        return super.handleCommand(channel, database, command, query);
    }

    /// What is wrong with a file is an error to the client: the library would log the command in full, with its stack.
    @Override
    public Document handleMessage(MongoMessage message) {
        try {
            return super.handleMessage(message);
        } catch (MongoServerException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Document("errmsg", String.valueOf(e.getMessage())).append("ok", 0);
        }
    }

    @Override
    public void handleClose(Channel channel) {
        files.values().forEach(file -> file.database().handleClose(channel));
    }

    @Override
    public void close() {
        super.close();
        closeFiles();
    }

    private void closeFiles() {
        files.values().forEach(DatabaseFile::close);
    }
}
