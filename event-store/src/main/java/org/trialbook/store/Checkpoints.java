package org.trialbook.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MalformedNoteException;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.UntrustedNoteException;

/// What the log has stated about itself under its signature, in the collection `checkpoints` and, so that nobody who
/// can change the database can make the log forget its tail, in a file outside it.
public final class Checkpoints {
    static final String COLLECTION = "checkpoints";

    private final NoteVerifier verifier;
    private final MongoCollection<Document> collection;
    private final @Nullable Path file;

    /// @param verifier the log's public key
    /// @param database the log's database
    /// @param file where the newest checkpoint lies outside the database; null in a process that has no such place
    public Checkpoints(NoteVerifier verifier, MongoDatabase database, @Nullable Path file) {
        this.verifier = verifier;
        this.collection = database.getCollection(COLLECTION)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
        this.file = file;
    }

    /// A checkpoint with the bytes that were signed.
    ///
    /// @param note the signed note, as it is served and stored
    public record Signed(Checkpoint checkpoint, byte[] note) {}

    public NoteVerifier verifier() {
        return verifier;
    }

    /// The checkpoint over the most events, wherever it lies.
    ///
    /// @throws UntrustedCheckpointException when what is stored was not signed by the log's key
    public Optional<Signed> newest() {
        List<Signed> known = new ArrayList<>();
        inFile().ifPresent(known::add);
        newestInDatabase().ifPresent(known::add);
        return known.stream()
                .max(Comparator.comparingLong(signed -> signed.checkpoint().size()));
    }

    /// Every checkpoint in the database, over fewer events first.
    ///
    /// @throws UntrustedCheckpointException when one of them was not signed by the log's key
    public List<Signed> all() {
        List<Signed> known = new ArrayList<>();
        collection.find().map(this::open).into(known);
        known.sort(Comparator.comparingLong(signed -> signed.checkpoint().size()));
        return known;
    }

    /// Refuses a log that is not a continuation of what was signed.
    ///
    /// @throws DamagedLogException when the tail is cut, or the log was written anew
    void requireExtended(Log log) {
        List<Signed> known = new ArrayList<>();
        inFile().ifPresent(known::add);
        newestInDatabase().ifPresent(known::add);
        for (Signed signed : known) {
            Checkpoint checkpoint = signed.checkpoint();
            if (checkpoint.size() > log.size()) {
                throw new DamagedLogException(
                        log.size(),
                        "the log ends before it, but a signed checkpoint covers " + checkpoint.size() + " events");
            }
            if (!log.root(checkpoint.size()).equals(checkpoint.root())) {
                throw new DamagedLogException(
                        lastAgreed(log),
                        "from there on the log is another one than a signed checkpoint covers with its "
                                + checkpoint.size() + " events");
            }
        }
    }

    private long lastAgreed(Log log) {
        long agreed = 0;
        for (Document document : collection.find()) {
            Checkpoint checkpoint = open(document).checkpoint();
            if (checkpoint.size() > agreed
                    && checkpoint.size() <= log.size()
                    && log.root(checkpoint.size()).equals(checkpoint.root())) {
                agreed = checkpoint.size();
            }
        }
        return agreed;
    }

    void keep(Signed signed) {
        Optional<Signed> before = inFile();
        if (file != null
                && (before.isEmpty()
                        || before.get().checkpoint().size()
                                < signed.checkpoint().size())) {
            replace(file, signed.note());
        }
        try {
            collection.insertOne(
                    new Document("_id", signed.checkpoint().size()).append("note", new Binary(signed.note())));
        } catch (MongoWriteException e) {
            // Another process signed at the same size: the same statement.
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private Optional<Signed> newestInDatabase() {
        return Optional.ofNullable(
                        collection.find().sort(Sorts.descending("_id")).limit(1).first())
                .map(this::open);
    }

    private Optional<Signed> inFile() {
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(Files.readAllBytes(file), "The file " + file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkpoint in " + file, e);
        }
    }

    private Signed open(Document document) {
        Binary note = document.get("note", Binary.class);
        return open(note == null ? new byte[0] : note.getData(), "The database");
    }

    private Signed open(byte[] note, String where) {
        try {
            return new Signed(Checkpoint.open(note, verifier), note);
        } catch (UntrustedNoteException | MalformedNoteException e) {
            throw new UntrustedCheckpointException(where + " holds a checkpoint that the key of this log ("
                    + verifier.name() + ") did not sign: " + e.getMessage());
        }
    }

    /// Replaces a file at once, so that there is a whole one at any time.
    static void replace(Path file, byte[] content) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
