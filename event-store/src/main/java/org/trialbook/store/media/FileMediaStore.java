package org.trialbook.store.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Sha256;
import org.trialbook.store.Directories;
import org.trialbook.store.StoreFailedException;

/// Media as files of a directory: the bytes under `<hash>`, and beside them `<hash>.type` with the content type, the
/// length and the modality, a line each. Each is written aside, forced and renamed, the bytes first: what has no
/// `.type` is not there.
public final class FileMediaStore implements MediaStore {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int AT_ONCE = 1 << 16;

    private final Path directory;

    public FileMediaStore(Path directory) {
        this.directory = directory;
        try {
            Directories.create(directory);
        } catch (IOException e) {
            throw new StoreFailedException("Cannot make the directory " + directory, e);
        }
    }

    @Override
    public Optional<StoredMedia> find(String hash) {
        if (!HASH.matcher(hash).matches() || !Files.exists(type(hash))) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(type(hash));
            @Nullable String modality = lines.size() > 2 ? lines.get(2) : null;
            return Optional.of(new StoredMedia(hash, lines.get(0), Long.parseLong(lines.get(1)), modality));
        } catch (IOException e) {
            throw new StoreFailedException("Cannot read " + type(hash), e);
        }
    }

    @Override
    public List<StoredMedia> all() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> find(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new StoreFailedException("Cannot list " + directory, e);
        }
    }

    @Override
    public Path aside() {
        // Nobody but its owner may read what this makes.
        return onDisk(() -> Files.createTempFile(directory, "unfinished", ".new"));
    }

    /// Whoever calls it has the directory's lock. Bytes without a `.type` stay: they may come from a backup.
    @Override
    public void removeLeftOver() {
        onDisk(() -> {
            try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(directory, "unfinished*.new")) {
                for (Path file : unfinished) {
                    Files.deleteIfExists(file);
                }
            }
            return directory;
        });
    }

    @Override
    public void store(StoredMedia object, InputStream content) throws IOException {
        if (find(object.hash()).isPresent()) {
            return;
        }
        MessageDigest digest = Sha256.digest();
        put(directory.resolve(object.hash()), file -> {
            long bytes = 0;
            for (byte[] part = content.readNBytes(AT_ONCE); part.length > 0; part = content.readNBytes(AT_ONCE)) {
                digest.update(part);
                bytes += part.length;
                write(file, part);
            }
            if (bytes != object.bytes()
                    || !HexFormat.of().formatHex(digest.digest()).equals(object.hash())) {
                throw new DamagedMediaException(object.hash(), "the bytes to be stored are others");
            }
        });
        String type = object.contentType() + "\n" + object.bytes() + "\n"
                + (object.modality() == null ? "" : object.modality() + "\n");
        put(type(object.hash()), file -> write(file, type.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void write(StoredMedia object, OutputStream out) throws IOException {
        Path file = directory.resolve(object.hash());
        if (!Files.exists(file)) {
            throw new DamagedMediaException(object.hash(), "its bytes are missing");
        }
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = in.readNBytes(AT_ONCE);
            while (true) {
                digest.update(part);
                byte[] next = in.readNBytes(AT_ONCE);
                if (next.length == 0) {
                    break;
                }
                out.write(part);
                part = next;
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(object.hash())) {
                throw new DamagedMediaException(object.hash(), "its bytes were altered");
            }
            out.write(part);
        }
    }

    private Path type(String hash) {
        return directory.resolve(hash + ".type");
    }

    private interface Content {
        void to(FileChannel file) throws IOException;
    }

    /// Nobody sees the file under its name before it is whole and on the disk.
    ///
    /// @throws StoreFailedException when the disk does not take it; what the content itself throws goes through
    private void put(Path name, Content content) throws IOException {
        Path aside = aside();
        try (FileChannel file = onDisk(() -> FileChannel.open(aside, StandardOpenOption.WRITE))) {
            content.to(file);
            onDisk(() -> {
                file.force(true);
                Files.move(aside, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Directories.force(directory);
                return name;
            });
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private interface OnDisk<T> {
        T done() throws IOException;
    }

    private <T> T onDisk(OnDisk<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw new StoreFailedException("Nothing can be written to " + directory, e);
        }
    }

    private void write(FileChannel file, byte[] bytes) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            onDisk(() -> file.write(left));
        }
    }
}
