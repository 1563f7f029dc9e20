package org.trialbook.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.Directories;
import org.trialbook.store.copy.CopiedFiles;
import org.trialbook.store.copy.LiveFiles;
import org.trialbook.store.copy.RecordCopy;
import org.trialbook.store.copy.RecordPlace;
import org.trialbook.store.copy.UnfinishedDirectory;
import org.trialbook.store.copy.UnusableDirectoryException;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.verify.FileSums;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A backup is a data directory of plain files, whatever store the record is kept in: log, media, sign-outs, keys
/// and a demo. Beside them stand `backup.json`, which says what it holds, and `SHA256SUMS`. It is verified before
/// it is there.
///
/// @param format of this record
/// @param made when
/// @param record what it holds
public record Backup(String format, String made, HeldRecord record) {

    static final String FILE = "backup.json";
    static final String FORMAT = "trialbook-backup/1";
    private static final String DEMO = "demo";

    /// Copies a record, as it is now, into an empty directory. Keys and checkpoints lie there before.
    public interface Source {
        void copyTo(Path directory) throws IOException;

        /// Plain files, which a server may have open.
        static Source files(Path data) {
            if (!Files.isDirectory(data.resolve(RecordPlace.LOG))) {
                throw new UnusableDirectoryException(data, "holds no record in plain files");
            }
            return directory -> {
                LiveFiles.copy(data, directory);
                RecordCopy.media(
                        new FileMediaStore(data.resolve(RecordPlace.MEDIA)),
                        new FileMediaStore(directory.resolve(RecordPlace.MEDIA)),
                        directory);
                if (Files.isDirectory(data.resolve(DEMO))) {
                    CopiedFiles.copy(data.resolve(DEMO), directory.resolve(DEMO));
                }
            };
        }

        /// A store that answers while servers use it.
        static Source store(RecordPlace place) {
            return directory -> {
                Path key = directory.resolve(HeldRecord.KEYS).resolve(RecordKeys.PUBLIC_KEY);
                try (RecordPlace copy = RecordPlace.inFiles(directory)) {
                    RecordCopy.copy(place, key, copy, key, directory);
                }
            };
        }
    }

    /// Where the private keys go.
    ///
    /// @param apart a directory to be made; null for none
    /// @param inside whether they lie in the backup
    public record Secrets(@Nullable Path apart, boolean inside) {}

    /// Makes a backup, whole or not at all.
    ///
    /// @param keys the directory of keys
    /// @param to empty, or not there yet
    /// @throws UnusableDirectoryException when a directory is not what it has to be
    public static Backup make(Source source, Path keys, Path to, Secrets secrets, Clock clock) throws IOException {
        try (UnfinishedDirectory made = UnfinishedDirectory.beside(to)) {
            Path copied = made.path().resolve(HeldRecord.KEYS);
            // First: what is remembered there of the log stands in the log that is copied afterwards.
            CopiedFiles.copy(keys, copied);
            source.copyTo(made.path());
            HeldRecord held = HeldRecord.in(made.path());
            ownersOnly(made.path());
            if (secrets.apart() != null) {
                apart(copied, secrets.apart());
            }
            if (!secrets.inside()) {
                RecordKeys.keepPublic(copied);
                held = held.withoutSecrets();
            }
            Backup backup = new Backup(FORMAT, Instant.now(clock).toString(), held);
            write(made.path().resolve(FILE), backup.json());
            write(made.path().resolve(FileSums.FILE), FileSums.of(made.path()).format());
            made.finish();
            return backup;
        }
    }

    private static void apart(Path keys, Path to) throws IOException {
        try (UnfinishedDirectory made = UnfinishedDirectory.beside(to)) {
            Path part = made.path().resolve(HeldRecord.KEYS);
            CopiedFiles.copy(keys, part);
            made.finish(part);
        }
    }

    private byte[] json() {
        return (JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// What a backup says that it holds.
    ///
    /// @throws UnusableDirectoryException when it is none
    static Backup statedIn(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file) || !Files.isRegularFile(directory.resolve(FileSums.FILE))) {
            throw new UnusableDirectoryException(
                    directory, "is no backup: there is no %s with %s in it".formatted(FILE, FileSums.FILE));
        }
        try {
            Backup stated = JsonMapper.shared().readValue(Files.readAllBytes(file), Backup.class);
            if (stated != null && FORMAT.equals(stated.format()) && stated.record() != null) {
                return stated;
            }
        } catch (JacksonException e) {
            // Told below: what it says instead is not this release's to know.
        }
        throw new UnusableDirectoryException(file, "is not of the format " + FORMAT);
    }

    static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        ownersOnly(file);
        Directories.force(file);
    }

    /// Closes a file, or a directory with all that is in it, to everybody else, where there are modes.
    static void ownersOnly(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(path)) {
            all = found.toList();
        }
        for (Path each : all) {
            Files.setPosixFilePermissions(
                    each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwx------" : "rw-------"));
        }
    }
}
