package org.trialbook.media.dicom;

import java.io.IOException;

/// The bytes of one value, or of one fragment of compressed pixels, that come next in the file. Whoever is handed it
/// takes as much as it wants; the reader skips the rest.
final class DicomValue {

    /// Values longer than this are not held in memory.
    static final int MOST_HELD = 1 << 18;

    private static final int CHUNK = 1 << 15;

    private final DicomBytes bytes;
    private final long length;
    private final long end;

    DicomValue(DicomBytes bytes, long length) {
        this.bytes = bytes;
        this.length = length;
        this.end = bytes.position() + length;
    }

    long length() {
        return length;
    }

    boolean fits() {
        return length <= MOST_HELD;
    }

    /// All of it, where it [#fits].
    byte[] whole() throws IOException {
        return bytes.take((int) (end - bytes.position()));
    }

    /// The next bytes, an even number of words of any width but at the end; none when there are no more.
    byte[] chunk() throws IOException {
        return bytes.take((int) Math.min(CHUNK, end - bytes.position()));
    }

    /// Whether what is left of it is more than padding: the whole of it is looked at.
    boolean says() throws IOException {
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            if (says(chunk)) {
                return true;
            }
        }
        return false;
    }

    static boolean says(byte[] value) {
        for (byte b : value) {
            if (b != 0 && b != ' ') {
                return true;
            }
        }
        return false;
    }

    void skipRest() throws IOException {
        bytes.skip(end - bytes.position());
    }
}
