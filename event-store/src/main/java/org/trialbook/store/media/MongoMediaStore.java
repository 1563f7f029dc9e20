package org.trialbook.store.media;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.trialbook.ledger.Sha256;
import org.trialbook.store.StoreFailedException;

/// Media in the collection `media`: chunks of at most 1 MiB under `<hash>/<n>`, and last a manifest under `<hash>`.
/// What has no manifest is not there, so that a half-written object is never seen.
public final class MongoMediaStore implements MediaStore {

    public static final String DATABASE = "trialbook_media";
    public static final String COLLECTION = "media";

    static final int CHUNK = 1 << 20;

    private static final String ASIDE = "trialbook-media";
    /// Since its last byte came, and it waits to be looked into.
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private final MongoCollection<Document> media;

    public MongoMediaStore(MongoDatabase database) {
        this.media = database.getCollection(COLLECTION)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    @Override
    public Optional<StoredMedia> find(String hash) {
        return Optional.ofNullable(media.find(Filters.eq("_id", hash)).first()).map(MongoMediaStore::stored);
    }

    @Override
    public List<StoredMedia> all() {
        return media.find(Filters.exists("contentType"))
                .map(MongoMediaStore::stored)
                .into(new ArrayList<>());
    }

    @Override
    public Path aside() {
        try {
            return Files.createTempFile(ASIDE, null);
        } catch (IOException e) {
            throw new StoreFailedException("Cannot make a temporary file", e);
        }
    }

    /// Other processes may share the directory of temporary files: what is written to, or was a moment ago, is theirs.
    @Override
    public void removeLeftOver() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        long longAgo = System.currentTimeMillis() - LONGEST_UPLOAD.toMillis();
        try (DirectoryStream<Path> asides = Files.newDirectoryStream(directory, ASIDE + "*")) {
            for (Path file : asides) {
                if (Files.isWritable(file) && file.toFile().lastModified() < longAgo) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new StoreFailedException("Cannot remove temporary files", e);
        }
    }

    private static StoredMedia stored(Document manifest) {
        return new StoredMedia(
                manifest.getString("_id"),
                manifest.getString("contentType"),
                manifest.getLong("bytes"),
                manifest.getString("modality"));
    }

    @Override
    public void store(StoredMedia object, InputStream content) throws IOException {
        if (find(object.hash()).isPresent()) {
            return;
        }
        MessageDigest digest = Sha256.digest();
        long bytes = 0;
        int chunks = 0;
        for (byte[] chunk = content.readNBytes(CHUNK); chunk.length > 0; chunk = content.readNBytes(CHUNK)) {
            digest.update(chunk);
            bytes += chunk.length;
            insert(new Document("_id", object.hash() + "/" + chunks).append("content", new Binary(chunk)));
            chunks++;
        }
        if (bytes != object.bytes() || !hex(digest).equals(object.hash())) {
            throw new DamagedMediaException(object.hash(), "the bytes to be stored are others");
        }
        Document manifest = new Document("_id", object.hash())
                .append("contentType", object.contentType())
                .append("bytes", bytes)
                .append("chunks", chunks);
        insert(object.modality() == null ? manifest : manifest.append("modality", object.modality()));
    }

    @Override
    public void write(StoredMedia object, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        int chunks = chunks(object);
        for (int n = 0; n < chunks; n++) {
            Document chunk =
                    media.find(Filters.eq("_id", object.hash() + "/" + n)).first();
            if (chunk == null) {
                throw new DamagedMediaException(object.hash(), "chunk %d is missing".formatted(n));
            }
            byte[] content = chunk.get("content", Binary.class).getData();
            digest.update(content);
            if (n == chunks - 1 && !hex(digest).equals(object.hash())) {
                throw new DamagedMediaException(object.hash(), "its bytes were altered");
            }
            out.write(content);
        }
    }

    private int chunks(StoredMedia object) throws DamagedMediaException {
        Document manifest = media.find(Filters.eq("_id", object.hash())).first();
        if (manifest == null) {
            throw new DamagedMediaException(object.hash(), "it is not there");
        }
        return manifest.getInteger("chunks");
    }

    /// Somebody else may have stored the same chunk: by its name, it is the same.
    private void insert(Document document) {
        try {
            media.insertOne(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
