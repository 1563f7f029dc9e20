package org.trialbook.store.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trialbook.store.TestDatabase;

class KeepingMediaTest {

    private final TestDatabase place = TestDatabase.open();
    private final MongoDatabase database = place.database();
    private final MediaStore store = new MongoMediaStore(database);

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void whatIsStoredComesBack() throws Exception {
        for (int length : List.of(1, MongoMediaStore.CHUNK - 1, MongoMediaStore.CHUNK, 3 * MongoMediaStore.CHUNK + 5)) {
            byte[] content = bytes(length);
            StoredMedia object = object(content);
            store.store(object, new ByteArrayInputStream(content));

            assertThat(store.find(object.hash())).contains(object);
            assertThat(read(object)).isEqualTo(content);
        }
    }

    @Test
    void noDocumentIsLargerThanAChunkAndItsName() throws Exception {
        byte[] content = bytes(2 * MongoMediaStore.CHUNK + 1);
        StoredMedia object = object(content);
        store.store(object, new ByteArrayInputStream(content));

        List<Document> documents = all();
        assertThat(documents)
                .extracting(document -> document.getString("_id"))
                .containsExactlyInAnyOrder(
                        object.hash(), object.hash() + "/0", object.hash() + "/1", object.hash() + "/2");
        assertThat(documents)
                .filteredOn(document -> document.containsKey("content"))
                .allSatisfy(document -> assertThat(
                                document.get("content", Binary.class).length())
                        .isLessThanOrEqualTo(1 << 20));
    }

    @Test
    void storingTheSameAgainChangesNothing() throws Exception {
        byte[] content = bytes(10);
        StoredMedia object = object(content);
        store.store(object, new ByteArrayInputStream(content));
        List<Document> before = all();

        store.store(object, new ByteArrayInputStream(content));

        assertThat(all()).isEqualTo(before);
    }

    @Test
    void whatWasWrittenInHalfIsNotThereAndIsCompletedLater() throws Exception {
        byte[] content = bytes(2 * MongoMediaStore.CHUNK);
        StoredMedia object = object(content);
        InputStream torn = new InputStream() {
            private final InputStream whole = new ByteArrayInputStream(content, 0, MongoMediaStore.CHUNK);

            @Override
            public int read() throws IOException {
                int next = whole.read();
                if (next < 0) {
                    throw new IOException("the connection is gone");
                }
                return next;
            }
        };
        assertThatThrownBy(() -> store.store(object, torn)).isInstanceOf(IOException.class);
        assertThat(store.find(object.hash())).isEmpty();
        assertThatThrownBy(() -> read(object)).isInstanceOf(DamagedMediaException.class);

        store.store(object, new ByteArrayInputStream(content));

        assertThat(read(object)).isEqualTo(content);
    }

    @Test
    void otherBytesThanTheHashSaysBecomeNothing() throws Exception {
        StoredMedia object = object(bytes(10));

        assertThatThrownBy(() -> store.store(object, new ByteArrayInputStream(new byte[10])))
                .isInstanceOf(DamagedMediaException.class);
        assertThat(store.find(object.hash())).isEmpty();
    }

    @Test
    void alteredOrMissingBytesNeverComeOutAsTheWhole() throws Exception {
        byte[] content = bytes(2 * MongoMediaStore.CHUNK + 9);
        StoredMedia object = object(content);
        store.store(object, new ByteArrayInputStream(content));
        byte[] altered = java.util.Arrays.copyOf(content, MongoMediaStore.CHUNK);
        altered[100]++;
        database.getCollection(MongoMediaStore.COLLECTION)
                .replaceOne(
                        Filters.eq("_id", object.hash() + "/0"),
                        new Document("_id", object.hash() + "/0").append("content", new Binary(altered)));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> store.write(object, out)).isInstanceOf(DamagedMediaException.class);
        assertThat(out.size()).isLessThan(content.length);

        database.getCollection(MongoMediaStore.COLLECTION).deleteOne(Filters.eq("_id", object.hash() + "/1"));
        assertThatThrownBy(() -> read(object)).hasMessageContaining("chunk 1 is missing");
    }

    /// Other processes take uploads beside this one: what may be theirs stays.
    @Test
    void whatAnUploadLeftThatWasKilledLongAgoIsRemoved() throws Exception {
        Path old = store.aside();
        Path running = store.aside();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        try {
            new MongoMediaStore(database).removeLeftOver();

            assertThat(old).doesNotExist();
            assertThat(running).exists();
        } finally {
            Files.deleteIfExists(running);
        }
    }

    private List<Document> all() {
        return database.getCollection(MongoMediaStore.COLLECTION).find().into(new java.util.ArrayList<>());
    }

    private byte[] read(StoredMedia object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.write(object, out);
        return out.toByteArray();
    }

    private static byte[] bytes(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private static StoredMedia object(byte[] content) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new StoredMedia(hash, "application/dicom", content.length);
    }
}
