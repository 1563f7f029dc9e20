package org.trialbook.trial.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.media.MediaFormat;
import org.trialbook.media.MediaGate;
import org.trialbook.media.MediaVerdict;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredDocuments;
import org.trialbook.store.media.StoredMedia;

/// Takes a file in: to a file aside first, so that however large it is, memory stays small; then looked at, then
/// stored. Nothing of a refused file is kept, nor of one that was coming when a process was killed.
public final class MediaIntake {

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

    /// More findings than this are not told one by one.
    private static final int TOLD = 50;

    /// What uploads leave of a disk, in bytes.
    private static final long LEAST_ROOM = 1 << 20;

    /// How much room there is where a file lies, in bytes.
    interface Room {
        long beside(Path file) throws IOException;
    }

    private final MediaStore store;
    /// To look into a file takes some memory, and to wait takes none.
    private final Semaphore lookers;

    private final Duration patience;
    private final Room room;

    /// @param atOnce how many files are looked into at the same time
    /// @param patience how long a file that has come waits to be looked into
    public MediaIntake(MediaStore store, int atOnce, Duration patience) {
        this(store, atOnce, patience, file -> Files.getFileStore(file).getUsableSpace());
    }

    MediaIntake(MediaStore store, int atOnce, Duration patience, Room room) {
        this.store = store;
        store.removeLeftOver();
        this.lookers = new Semaphore(atOnce, true);
        this.patience = patience;
        this.room = room;
    }

    /// Takes a document of the study in, which is no recording and so not looked into: whoever publishes it has read
    /// it.
    ///
    /// @param sent is told how many bytes came
    /// @throws ProblemException 415 for a file that is no PDF, 507 where there is no room for it
    StoredMedia takeDocument(InputStream body, LongConsumer sent) throws IOException {
        Path file = store.aside();
        try {
            String hash = spooled(body, file, sent);
            try (InputStream content = Files.newInputStream(file)) {
                if (!Arrays.equals(content.readNBytes(PDF.length), PDF)) {
                    throw new ProblemException(Problem.of(
                            "document-is-no-pdf",
                            "A document of the study is a PDF",
                            415,
                            "Print the document to a PDF, and send that."));
                }
            }
            StoredMedia object = new StoredMedia(hash, StoredDocuments.TYPE, Files.size(file), null);
            try (InputStream content = Files.newInputStream(file)) {
                store.store(object, content);
            }
            return object;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// @param sent is told how many bytes came
    /// @throws ProblemException 415 for a file of no known format, 422 for one that is malformed or identifies
    ///     somebody, 507 where there is no room for it
    /// @throws UploadsBusyException when too many files are being looked into
    StoredMedia take(InputStream body, LongConsumer sent) throws IOException {
        Path file = store.aside();
        try {
            String hash = spooled(body, file, sent);
            return lookedInto(file, hash);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private StoredMedia lookedInto(Path file, String hash) throws IOException {
        boolean looking = false;
        try {
            looking = lookers.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!looking) {
                throw new UploadsBusyException();
            }
            MediaFormat format = taken(MediaGate.verdict(file));
            StoredMedia object = new StoredMedia(
                    hash,
                    format.contentType(),
                    Files.size(file),
                    format.modality(file).orElse(null));
            try (InputStream content = Files.newInputStream(file)) {
                store.store(object, content);
            }
            return object;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UploadsBusyException();
        } finally {
            if (looking) {
                lookers.release();
            }
        }
    }

    private String spooled(InputStream body, Path file, LongConsumer sent) throws IOException {
        requireRoom(file);
        try {
            return spool(body, file);
        } catch (IOException e) {
            requireRoom(file);
            throw e;
        } finally {
            sent.accept(Files.size(file));
        }
    }

    private void requireRoom(Path file) throws IOException {
        if (room.beside(file) < LEAST_ROOM) {
            throw new ProblemException(Problem.of(
                    "insufficient-storage",
                    "There is no room for the file",
                    507,
                    "The server's disk is full. Nothing was kept: tell the operator, and send the file again."));
        }
    }

    /// What is stored under a hash.
    public Optional<StoredMedia> find(String hash) {
        return store.find(hash);
    }

    private static String spool(InputStream body, Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            body.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MediaFormat taken(MediaVerdict verdict) {
        return switch (verdict) {
            case MediaVerdict.Taken taken -> taken.format();
            case MediaVerdict.Unknown unknown -> throw new ProblemException(unknown(unknown));
            case MediaVerdict.Malformed malformed ->
                throw new ProblemException(Problem.of(
                                "malformed-media",
                                "The file is not whole, or not of its format",
                                422,
                                "The file begins like %s, but %s."
                                        .formatted(malformed.format().name(), malformed.why()))
                        .with("format", malformed.format().name())
                        .with("remedy", malformed.format().remedy()));
            case MediaVerdict.Identifying identifying ->
                throw new ProblemException(Problem.of(
                                "identifying-media",
                                "The file says something beside the recording",
                                422,
                                "What is named here could tell whose the recording is, where or when it was made. What is"
                                        + " read blind tells nothing of that.")
                        .with("found", identifying.found().stream().limit(TOLD).toList())
                        .with("more", Math.max(0, identifying.found().size() - TOLD))
                        .with("remedy", identifying.format().remedy()));
        };
    }

    private static Problem unknown(MediaVerdict.Unknown verdict) {
        List<String> names = MediaFormat.ALL.stream().map(MediaFormat::name).toList();
        String none = "Going by its content, the file is none of: %s.".formatted(String.join(", ", names));
        Problem problem = Problem.of(
                        "unknown-media-format",
                        "The content is of no format that is read here",
                        415,
                        verdict.nearly().orElse(none))
                .with("permitted", names);
        return verdict.nearly().map(nearly -> problem.with("nearly", nearly)).orElse(problem);
    }
}
