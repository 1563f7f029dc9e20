package org.trialbook.store;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// Commands to the embedded store without a network between.
final class StoreCommands implements AutoCloseable {
    static final String LOG = "trialbook_log";

    private final FileBackend backend;
    /// One for each thread, as a driver has it.
    private final ThreadLocal<EmbeddedChannel> connection = ThreadLocal.withInitial(EmbeddedChannel::new);

    StoreCommands(Path directory, String fileSystem) {
        this.backend = new FileBackend(directory, fileSystem, EmbeddedServer.VIEWS, Clock.systemUTC());
    }

    /// @throws RuntimeException when it is not acknowledged
    void insert(String database, String collection, List<Document> documents) {
        Document answer = backend.handleCommand(
                connection.get(),
                database,
                "insert",
                new Document("insert", collection)
                        .append("documents", documents)
                        .append("ordered", true));
        if (answer.containsKey("writeErrors")) {
            throw new IllegalStateException(String.valueOf(answer.get("writeErrors")));
        }
    }

    /// Replaces the document of this id, or inserts it.
    void replace(String database, String collection, Document document) {
        Document update = new Document("q", new Document("_id", document.get("_id")))
                .append("u", document)
                .append("upsert", true);
        Document answer = backend.handleCommand(
                connection.get(),
                database,
                "update",
                new Document("update", collection).append("updates", List.of(update)));
        if (answer.containsKey("writeErrors")) {
            throw new IllegalStateException(String.valueOf(answer.get("writeErrors")));
        }
    }

    List<Document> find(String database, String collection, Document filter, Document sort, int limit) {
        Document answer = backend.handleCommand(
                connection.get(),
                database,
                "find",
                new Document("find", collection)
                        .append("filter", filter)
                        .append("sort", sort)
                        .append("limit", limit));
        List<Document> found = new ArrayList<>();
        Document cursor = (Document) Objects.requireNonNull(answer.get("cursor"));
        ((Iterable<?>) Objects.requireNonNull(cursor.get("firstBatch"))).forEach(one -> found.add((Document) one));
        return Collections.unmodifiableList(found);
    }

    List<Document> all(String database, String collection) {
        return find(database, collection, new Document(), new Document("_id", 1), 0);
    }

    @Override
    public void close() {
        backend.close();
    }
}
