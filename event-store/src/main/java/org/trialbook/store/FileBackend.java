package org.trialbook.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.trialbook.store.CommitGate.Turns;

/// Keeps each database of the embedded server in a [DatabaseFile] of its own and lets every command
/// through its gate.
final class FileBackend extends AbstractMongoBackend {
    private static final String SUFFIX = ".mv";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final Set<String> OF_THE_SERVER = Set.of("admin", "local", "config");
    /// Commands that read, in lower case.
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "distinct",
            "listcollections",
            "listindexes",
            "dbstats",
            "collstats",
            "validate");
    /// Commands that change documents of a collection that is there, in lower case. What is listed
    /// nowhere may change anything.
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify");
    /// Commands that touch no database at all, in lower case.
    private static final Set<String> TOUCHES_NOTHING = Set.of(
            "hello", "ismaster", "buildinfo", "ping", "serverstatus", "whatsmyuri", "getlasterror", "endsessions");

    private final @Nullable Path directory;
    private final String fileSystem;
    private final Predicate<String> rebuildable;
    private final Map<String, DatabaseFile> files = new ConcurrentHashMap<>();
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(FileBackend.class), "A command failed");
    private volatile boolean closed;

    /// @param directory where the files lie; null keeps everything in memory
    /// @param fileSystem a prefix for file names, for H2; empty for the files themselves
    /// @param rebuildable names of databases whose writes need not be forced to the disk
    FileBackend(@Nullable Path directory, String fileSystem, Predicate<String> rebuildable, Clock clock) {
        super(clock);
        this.directory = directory;
        this.fileSystem = fileSystem;
        this.rebuildable = rebuildable;
        try {
            existing().forEach(this::file);
        } catch (RuntimeException e) {
            files.values().forEach(DatabaseFile::close);
            throw e;
        }
    }

    @Override
    public MongoDatabase resolveDatabase(String name) {
        return file(name).database();
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
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("renamecollection")) {
            throw new MongoServerException("The embedded server does not rename collections");
        }
        if (TOUCHES_NOTHING.contains(name) || OF_THE_SERVER.contains(database) || name.equals("dropdatabase")) {
            return super.handleCommand(channel, database, command, query);
        }
        DatabaseFile file = file(database);
        return file.pass(
                turns(file, name, command, query), () -> super.handleCommand(channel, database, command, query));
    }

    /// A commit that failed, and whatever else is wrong with a file, is an error to the client and a line in
    /// the log: the library would log every command in full, with its stack, as often as it is tried.
    @Override
    public Document handleMessage(MongoMessage message) {
        try {
            return super.handleMessage(message);
        } catch (UncommittedException e) {
            // The failure was logged by its database already.
            return failed(e);
        } catch (MongoServerException e) {
            throw e;
        } catch (RuntimeException e) {
            failures.failed(e);
            return failed(e);
        }
    }

    private static Document failed(RuntimeException e) {
        return new Document("errmsg", String.valueOf(e.getMessage())).append("ok", 0);
    }

    private static Turns turns(DatabaseFile file, String name, String command, Document query) {
        if (READS.contains(name) || name.equals("aggregate") && !writes(query.get("pipeline"))) {
            return Turns.READ;
        }
        // The first document of a collection brings the collection with it.
        return WRITES.contains(name)
                        && query.get(command) instanceof String collection
                        && file.database().resolveCollection(collection, false) != null
                ? Turns.WRITE
                : Turns.ALONE;
    }

    private static boolean writes(@Nullable Object pipeline) {
        return !(pipeline instanceof Collection<?> stages)
                || stages.stream()
                        .anyMatch(stage -> !(stage instanceof Document document)
                                || document.containsKey("$out")
                                || document.containsKey("$merge"));
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return file(query.getDatabaseName()).pass(Turns.READ, () -> super.handleQuery(query));
    }

    @Override
    public void handleClose(Channel channel) {
        files.values().forEach(file -> file.database().handleClose(channel));
    }

    @Override
    public void dropDatabase(String name) {
        DatabaseFile file = files.remove(name);
        if (file == null) {
            return;
        }
        file.close();
        String path = path(name);
        if (path != null) {
            FilePath.get(path).delete();
        }
    }

    @Override
    public void close() {
        closed = true;
        super.close();
        files.values().forEach(DatabaseFile::close);
    }

    private DatabaseFile file(String name) {
        return files.computeIfAbsent(name, n -> {
            if (closed) {
                throw new MongoServerException("The embedded server is closed");
            }
            String path = path(n);
            return path == null
                    ? DatabaseFile.inMemory(n, getCursorRegistry())
                    : DatabaseFile.open(n, path, !rebuildable.test(n), getCursorRegistry());
        });
    }

    private @Nullable String path(String name) {
        if (directory == null || OF_THE_SERVER.contains(name)) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            throw new BadValueException("Database names of the embedded server have up to 60 letters, digits, '_' or"
                    + " '-', because each is a file name: '" + name + "'");
        }
        return fileSystem + directory.resolve(name + SUFFIX).toAbsolutePath();
    }

    private List<String> existing() {
        if (directory == null) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the store directory " + directory, e);
        }
    }
}
