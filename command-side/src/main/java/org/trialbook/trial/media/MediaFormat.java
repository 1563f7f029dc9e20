package org.trialbook.trial.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One kind of file that is read blind. A file is what its content says; what a client calls it is not looked at.
interface MediaFormat {

    /// Every format that is taken.
    List<MediaFormat> ALL = List.of(new DicomFormat(), new PdfFormat(), new PngFormat(), new AnnotatedEcgFormat());

    /// Such as `image/png`.
    String contentType();

    /// In words, for a problem's detail.
    String name();

    boolean recognises(Path file) throws IOException;

    /// What in the file has a value and could tell subject, site, or date: names of fields, never values; without
    /// repetition, in the file's order.
    ///
    /// @throws MalformedMediaException when the file is not whole, or not of its format's form
    List<String> identifying(Path file) throws IOException, MalformedMediaException;
}
