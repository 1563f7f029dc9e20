package org.trialbook.store.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.store.StoreFailedException;

/// Media as files: whole under their hash, or not there.
class KeepingMediaInFilesTest {
    @TempDir
    Path directory;

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static StoredMedia named(byte[] bytes) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new StoredMedia(hash, "application/dicom", bytes.length, "US");
    }

    private byte[] read(StoredMedia object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FileMediaStore(directory).write(object, out);
        return out.toByteArray();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsStoredIsFoundAndReadBack() throws Exception {
        for (int length : List.of(1, 65_535, 65_536, 65_537, 3_000_005)) {
            byte[] content = bytes(length);
            StoredMedia object = named(content);
            assertThat(new FileMediaStore(directory).find(object.hash())).isEmpty();

            new FileMediaStore(directory).store(object, new ByteArrayInputStream(content));

            assertThat(new FileMediaStore(directory).find(object.hash())).contains(object);
            assertThat(read(object)).isEqualTo(content);
        }
        assertThat(new FileMediaStore(directory).all()).hasSize(5);
        for (String name : names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatHasNoModalityHasNone() throws Exception {
        byte[] content = bytes(10);
        StoredMedia object = new StoredMedia(named(content).hash(), "image/png", 10);
        new FileMediaStore(directory).store(object, new ByteArrayInputStream(content));
        assertThat(new FileMediaStore(directory).find(object.hash())).contains(object);
    }

    @Test
    void otherBytesThanWereNamedLeaveNothing() throws Exception {
        StoredMedia object = named(bytes(100_000));
        FileMediaStore store = new FileMediaStore(directory);
        assertThatThrownBy(() -> store.store(object, new ByteArrayInputStream(bytes(99_999))))
                .isInstanceOf(DamagedMediaException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingAndSaysWhat() throws Exception {
        StoredMedia object = named(bytes(100_000));
        InputStream broken = new InputStream() {
            private int left = 70_000;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    throw new IOException("the client is gone");
                }
                left--;
                return 1;
            }
        };
        FileMediaStore store = new FileMediaStore(directory);
        assertThatThrownBy(() -> store.store(object, broken)).hasMessage("the client is gone");
        assertThat(names()).isEmpty();
    }

    @Test
    void whatAKilledUploadLeftIsRemovedAndNothingElse() throws Exception {
        byte[] content = bytes(100);
        FileMediaStore store = new FileMediaStore(directory);
        store.store(named(content), new ByteArrayInputStream(content));
        List<String> before = names();
        Files.write(directory.resolve("unfinished123.new"), bytes(50));
        Path aside = store.aside();
        Files.write(aside, bytes(70));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(aside)))
                .isEqualTo("rw-------");

        new FileMediaStore(directory).removeLeftOver();

        assertThat(names()).isEqualTo(before);
    }

    /// Bytes without their type are those of a store that was interrupted: it is done again.
    @Test
    void bytesWithoutATypeAreNotThere() throws Exception {
        byte[] content = bytes(100);
        StoredMedia object = named(content);
        Files.write(directory.resolve(object.hash()), bytes(50));
        FileMediaStore store = new FileMediaStore(directory);
        assertThat(store.find(object.hash())).isEmpty();
        store.store(object, new ByteArrayInputStream(content));
        assertThat(read(object)).isEqualTo(content);
    }

    @Test
    void alteredBytesDoNotGoOutAsAWhole() throws Exception {
        byte[] content = bytes(200_000);
        StoredMedia object = named(content);
        new FileMediaStore(directory).store(object, new ByteArrayInputStream(content));
        byte[] altered = content.clone();
        altered[5] ^= 1;
        Files.write(directory.resolve(object.hash()), altered);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new FileMediaStore(directory).write(object, out))
                .isInstanceOf(DamagedMediaException.class);
        assertThat(out.size()).isLessThan(content.length);
        Files.delete(directory.resolve(object.hash()));
        assertThatThrownBy(() -> read(object)).isInstanceOf(DamagedMediaException.class);
    }

    @Test
    void aDiskThatTakesNothingIsSaidToBeOne() throws Exception {
        byte[] content = bytes(10);
        FileMediaStore store = new FileMediaStore(directory.resolve("gone"));
        Files.delete(directory.resolve("gone"));
        StoredMedia object = named(content);
        assertThatThrownBy(() -> store.store(object, new ByteArrayInputStream(content)))
                .isInstanceOf(StoreFailedException.class);
    }

    @Test
    void onlyHashesAreNames() {
        FileMediaStore store = new FileMediaStore(directory);
        for (String name : List.of("../secret", "", "AB".repeat(32), "ab".repeat(31))) {
            assertThat(store.find(name)).isEmpty();
        }
    }
}
