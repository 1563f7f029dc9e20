package org.trialbook.trial.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;

/// Takes a file in: to a temporary file first, so that however large it is, memory stays small; then looked at, then
/// stored. Nothing of a refused file is kept.
public final class MediaIntake {

    /// More findings than this are not told one by one.
    private static final int TOLD = 50;

    private final MediaStore store;

    public MediaIntake(MediaStore store) {
        this.store = store;
    }

    /// @throws ProblemException 415 for a file of no known format, 422 for one that is malformed or identifies somebody
    public StoredMedia take(InputStream body) throws IOException {
        Path file = Files.createTempFile("trialbook-media", null);
        try {
            String hash = spool(body, file);
            MediaFormat format = formatOf(file);
            look(format, file);
            StoredMedia object = new StoredMedia(hash, format.contentType(), Files.size(file));
            try (InputStream content = Files.newInputStream(file)) {
                store.store(object, content);
            }
            return object;
        } finally {
            Files.deleteIfExists(file);
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

    private static MediaFormat formatOf(Path file) throws IOException {
        for (MediaFormat format : MediaFormat.ALL) {
            if (format.recognises(file)) {
                return format;
            }
        }
        List<String> names = MediaFormat.ALL.stream().map(MediaFormat::name).toList();
        throw new ProblemException(Problem.of(
                        "unknown-media-format",
                        "The content is of no format that is read here",
                        415,
                        "Going by its content, the file is none of: %s.".formatted(String.join(", ", names)))
                .with("permitted", names));
    }

    private static void look(MediaFormat format, Path file) throws IOException {
        List<String> found;
        try {
            found = format.identifying(file);
        } catch (MalformedMediaException e) {
            throw new ProblemException(Problem.of(
                            "malformed-media",
                            "The file is not whole, or not of its format",
                            422,
                            "The file begins like %s, but %s.".formatted(format.name(), e.getMessage()))
                    .with("format", format.name()));
        }
        if (!found.isEmpty()) {
            throw new ProblemException(Problem.of(
                            "identifying-media",
                            "The file could tell whose it is, where or when it was recorded",
                            422,
                            "Remove what is named here from the file, then upload it again. What is read blind names nobody.")
                    .with("found", found.stream().limit(TOLD).toList())
                    .with("more", Math.max(0, found.size() - TOLD)));
        }
    }
}
