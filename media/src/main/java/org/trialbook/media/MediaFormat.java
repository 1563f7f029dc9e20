package org.trialbook.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.trialbook.media.aecg.AnnotatedEcgFormat;
import org.trialbook.media.dicom.DicomFormat;
import org.trialbook.media.pdf.PdfFormat;
import org.trialbook.media.png.PngFormat;

/// One kind of file that is read blind. A file is what its content says; what a client calls it is not looked at.
public interface MediaFormat {

    /// Every format that is taken.
    List<MediaFormat> ALL = List.of(new DicomFormat(), new PdfFormat(), new PngFormat(), new AnnotatedEcgFormat());

    /// The content type, such as `image/png`.
    String contentType();

    /// The format's name in words, for a problem's detail.
    String name();

    boolean recognises(Path file) throws IOException;

    /// Of a file that no format recognises: why it is nearly one of this format, and what to do about it; empty for any
    /// other file.
    default Optional<String> nearly(Path file) throws IOException {
        return Optional.empty();
    }

    /// What the file says beside the recording: names of fields, never values; without repetition, in the file's order.
    ///
    /// @throws MalformedMediaException when the file is not whole, or not of its format's form
    List<String> identifying(Path file) throws IOException, MalformedMediaException;

    /// What kind of recording the file says that it is, by DICOM's codes such as `US` and `ECG`; empty where it does
    /// not say.
    ///
    /// @param file one that is taken
    default Optional<String> modality(Path file) throws IOException {
        return Optional.empty();
    }

    /// In a sentence, what makes a file of this format one that is taken.
    String remedy();
}
