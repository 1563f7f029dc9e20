package org.trialbook.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.trialbook.media.aecg.AnnotatedEcgCleaner;
import org.trialbook.media.dicom.DicomCleaner;
import org.trialbook.media.png.PngCleaner;

/// Says whether a file is taken. The gateway and the site's own command line ask here, so that they never disagree.
public final class MediaGate {

    /// Who writes a file anew. A PDF is written anew by other programs; its format's remedy says how.
    public static final List<MediaCleaner> CLEANERS =
            List.of(new DicomCleaner(), new PngCleaner(), new AnnotatedEcgCleaner());

    private MediaGate() {}

    public static MediaVerdict verdict(Path file) throws IOException {
        for (MediaFormat format : MediaFormat.ALL) {
            if (format.recognises(file)) {
                return verdict(format, file);
            }
        }
        for (MediaFormat format : MediaFormat.ALL) {
            Optional<String> nearly = format.nearly(file);
            if (nearly.isPresent()) {
                return new MediaVerdict.Unknown(nearly);
            }
        }
        return new MediaVerdict.Unknown(Optional.empty());
    }

    private static MediaVerdict verdict(MediaFormat format, Path file) throws IOException {
        try {
            List<String> found = format.identifying(file);
            return found.isEmpty() ? new MediaVerdict.Taken(format) : new MediaVerdict.Identifying(format, found);
        } catch (StackOverflowError e) {
            // A guard, not a way: what nests is bounded where it is read.
            return new MediaVerdict.Malformed(format, "it is nested too deeply");
        } catch (MalformedMediaException e) {
            return new MediaVerdict.Malformed(format, String.valueOf(e.getMessage()));
        }
    }

    /// Who can make something of the file.
    public static Optional<MediaCleaner> cleaner(Path file) throws IOException {
        for (MediaCleaner cleaner : CLEANERS) {
            if (cleaner.cleans(file)) {
                return Optional.of(cleaner);
            }
        }
        return Optional.empty();
    }
}
