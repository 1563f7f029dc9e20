package org.trialbook.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps each database of the embedded server in a [DatabaseFile] of its own and lets every command through its gate.
final class FileBackend extends AbstractMongoBackend {
    private static final String SUFFIX = ".mv";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final Set<String> OF_THE_SERVER = Set.of("admin", "local", "config");
    /// Commands that read, in lower case. What is not listed here counts as a write.
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
    /// Commands that touch no database at all, in lower case.
    private static final Set<String> TOUCHES_NOTHING = Set.of(
            "hello", "ismaster", "buildinfo", "ping", "serverstatus", "whatsmyuri", "getlasterror", "endsessions");

    private final @Nullable Path directory;
    private final Predicate<String> rebuildable;
    private final Map<String, DatabaseFile> files = new ConcurrentHashMap<>();
    private final Map<String, MongoDatabase> opened = new ConcurrentHashMap<>();

    /// @param directory where the files lie; null keeps everything in memory
    /// @param rebuildable names of databases whose writes need not be forced to the disk
    FileBackend(@Nullable Path directory, Predicate<String> rebuildable, Clock clock) {
        super(clock);
        this.directory = directory;
        this.rebuildable = rebuildable;
        existing().forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        // Also called for databases that are open already, by the command that lists them.
        return opened.computeIfAbsent(name, n -> {
            DatabaseFile file = file(n);
            return file.write(() -> new EmbeddedDatabase(n, file.store(), getCursorRegistry()));
        });
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (TOUCHES_NOTHING.contains(name) || OF_THE_SERVER.contains(database)) {
            return super.handleCommand(channel, database, command, query);
        }
        if (name.equals("dropdatabase")) {
            return super.handleCommand(channel, database, command, query);
        }
        resolveDatabase(database);
        DatabaseFile file = file(database);
        // The server changes documents in place, and encodes its answer after this method: hand out a copy.
        Supplier<Document> answer =
                () -> super.handleCommand(channel, database, command, query).cloneDeeply();
        return READS.contains(name) ? file.read(answer) : file.write(answer);
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        resolveDatabase(query.getDatabaseName());
        return file(query.getDatabaseName()).read(() -> super.handleQuery(query));
    }

    @Override
    public void dropDatabase(String name) {
        DatabaseFile file = files.get(name);
        if (file == null) {
            return;
        }
        file.write(() -> {
            super.dropDatabase(name);
            return name;
        });
        opened.remove(name);
        files.remove(name);
        file.close();
        Path path = path(name);
        if (path != null) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        super.close();
        opened.clear();
        files.values().forEach(DatabaseFile::close);
    }

    private DatabaseFile file(String name) {
        return files.computeIfAbsent(name, n -> {
            Path path = path(n);
            return path == null ? DatabaseFile.inMemory() : DatabaseFile.open(path, !rebuildable.test(n));
        });
    }

    private @Nullable Path path(String name) {
        if (directory == null || OF_THE_SERVER.contains(name)) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            throw new BadValueException("Database names of the embedded server have up to 60 letters, digits, '_' or"
                    + " '-', because each is a file name: '" + name + "'");
        }
        return directory.resolve(name + SUFFIX);
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
