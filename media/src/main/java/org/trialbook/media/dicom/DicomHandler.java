package org.trialbook.media.dicom;

import java.io.IOException;
import org.trialbook.media.MalformedMediaException;

/// Is told what stands in a data set, in the file's order.
interface DicomHandler {

    void value(DicomElement element, DicomValue value) throws IOException, MalformedMediaException;

    /// @return whether the handler wants to be told what stands in it, and where it ends
    boolean sequence(DicomElement element, long length) throws IOException, MalformedMediaException;

    void item() throws IOException, MalformedMediaException;

    void itemEnd() throws IOException, MalformedMediaException;

    void sequenceEnd() throws IOException, MalformedMediaException;

    /// Compressed pixels begin: the first fragment is the table of offsets.
    ///
    /// @return as for a sequence
    boolean fragments(DicomElement element) throws IOException, MalformedMediaException;

    void fragment(DicomValue fragment) throws IOException, MalformedMediaException;

    void fragmentsEnd() throws IOException, MalformedMediaException;

    /// Bytes follow the last element.
    void trailing() throws IOException;
}
