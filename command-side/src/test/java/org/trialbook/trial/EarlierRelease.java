package org.trialbook.trial;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.DocumentServer;
import tools.jackson.databind.json.JsonMapper;

/// A record as an earlier release has written it, and what was asked of that release: the files in
/// `src/test/resources/earlier-release`. One file per collection, `<database>.<collection>.jsonl.gz`, holds its
/// documents as MongoDB Extended JSON, one a line; `keys` is the directory of the keys; `requests.jsonl.gz` holds the
/// requests in their order.
///
/// The server was stopped once and started again, before the study's lock: a checkpoint was signed there, and the
/// record can be loaded as it stood then.
final class EarlierRelease {

    static final Path DIRECTORY = Path.of("src/test/resources/earlier-release");

    private static final JsonWriterSettings EXACT =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
    private static final Path REQUESTS = DIRECTORY.resolve("requests.jsonl.gz");
    private static final Path KEYS = DIRECTORY.resolve("keys");
    private static final Path CHECKPOINTS = DIRECTORY.resolve("trialbook_log.checkpoints.jsonl.gz");
    private static final Path BLOCKS = DIRECTORY.resolve("trialbook_log.blocks.jsonl.gz");

    private EarlierRelease() {}

    /// @param start which start of the server it was sent to: 1 or, after the restart, 2
    /// @param key null: an upload
    /// @param body as it was sent; of an upload, in base 64
    /// @param answer the body of the answer, to the byte
    /// @param repeated the body of the answer to the same request at the end, when it was another one
    record Request(
            int start,
            String person,
            String path,
            @Nullable String key,
            String body,
            int status,
            String location,
            String answer,
            @Nullable String repeated) {

        String act() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public String toString() {
            return person + " " + path + " " + key;
        }
    }

    /// A clock that is at the instant now.
    static Clock clock(String at) {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse(at)));
    }

    static List<Request> requests() {
        return lines(REQUESTS).stream()
                .map(line -> JsonMapper.shared().readValue(line, Request.class))
                .toList();
    }

    /// How many events the record has in the end.
    static long size() {
        return signed().getLast().getLong("_id");
    }

    /// How many events there were when the server was stopped before the lock.
    static long sizeBeforeLock() {
        return signed().getFirst().getLong("_id");
    }

    /// The root over all events, in base 64, as the last block has it.
    static String root() {
        return Document.parse(lines(BLOCKS).getLast()).getString("root");
    }

    private static List<Document> signed() {
        return lines(CHECKPOINTS).stream().map(Document::parse).toList();
    }

    /// A server on the record as it was when it had so many events.
    static TrialServer start(DocumentServer store, Path directory, long size, Clock clock) throws IOException {
        Path keys = Files.createDirectories(directory.resolve("keys"));
        try (Stream<Path> files = Files.list(KEYS)) {
            for (Path file : files.toList()) {
                Path copy = Files.copy(file, keys.resolve(file.getFileName()));
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
        }
        byte[] note = signed().stream()
                .filter(checkpoint -> checkpoint.getLong("_id") == size)
                .map(checkpoint -> checkpoint.get("note", Binary.class).getData())
                .findFirst()
                .orElseThrow();
        Files.write(keys.resolve("checkpoint"), note);
        try (MongoClient client = MongoClients.create(store.connectionString());
                Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.filter(EarlierRelease::isCollection).toList()) {
                collection(client, file)
                        .insertMany(lines(file).stream()
                                .map(Document::parse)
                                .filter(document -> isWithin(size, file, document))
                                .toList());
            }
        }
        return TrialServer.start(store, directory, clock);
    }

    private static boolean isWithin(long size, Path file, Document document) {
        if (file.equals(BLOCKS)) {
            return document.get("first", Number.class).longValue() < size;
        }
        return !file.equals(CHECKPOINTS) || document.getLong("_id") <= size;
    }

    private static boolean isCollection(Path file) {
        return file.toString().endsWith(".jsonl.gz") && !file.equals(REQUESTS);
    }

    private static MongoCollection<Document> collection(MongoClient client, Path file) {
        String[] names = file.getFileName().toString().split("\\.");
        return client.getDatabase(names[0]).getCollection(names[1]);
    }

    private static List<String> lines(Path file) {
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return text.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- writing it

    static void write(DocumentServer store, Path keys, List<Request> requests) throws IOException {
        Files.createDirectories(KEYS);
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.filter(file -> !file.endsWith("checkpoint")).toList()) {
                Files.write(KEYS.resolve(Objects.requireNonNull(file.getFileName())), Files.readAllBytes(file));
            }
        }
        write(REQUESTS, requests.stream().map(JsonMapper.shared()::writeValueAsString));
        try (MongoClient client = MongoClients.create(store.connectionString())) {
            for (String database : List.of("trialbook_log", "trialbook_media")) {
                for (String name : client.getDatabase(database).listCollectionNames()) {
                    List<String> documents = new ArrayList<>();
                    client.getDatabase(database)
                            .getCollection(name)
                            .find()
                            .sort(new Document("_id", 1))
                            .forEach(document -> documents.add(document.toJson(EXACT)));
                    write(DIRECTORY.resolve(database + "." + name + ".jsonl.gz"), documents.stream());
                }
            }
        }
    }

    private static void write(Path file, Stream<String> lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(
                    lines.map(line -> line + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
