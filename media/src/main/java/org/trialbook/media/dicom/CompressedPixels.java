package org.trialbook.media.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.trialbook.media.MalformedMediaException;

/// Looks through the fragments of compressed pixels for what is not needed to decode them, and hands on the rest.
interface CompressedPixels {

    /// @param kept gets every byte that is not left out; what it gets at the end decodes to the same picture
    void accept(byte[] chunk, OutputStream kept) throws IOException, MalformedMediaException;

    /// After each fragment.
    void fragmentEnd() throws MalformedMediaException;

    /// After the last one.
    void end() throws MalformedMediaException;

    /// @param found is told what is left out
    static CompressedPixels of(TransferSyntax.Pixels pixels, Consumer<String> found) {
        return switch (pixels) {
            case JPEG -> new JpegSegments(found);
            case JPEG_2000 -> new Jpeg2000Segments(found);
            case RLE -> new RunLengths();
            case NATIVE, NOT_READ -> new Unread(found);
        };
    }

    /// What cannot be looked into is named as a whole.
    record Unread(Consumer<String> found) implements CompressedPixels {
        @Override
        public void accept(byte[] chunk, OutputStream kept) throws IOException {
            found.accept("pixels in a form that is not looked into");
            kept.write(chunk);
        }

        @Override
        public void fragmentEnd() {}

        @Override
        public void end() {}
    }

    /// Each fragment is a frame: a table of at most fifteen segments (PS3.5, annex G), then the segments.
    final class RunLengths implements CompressedPixels {
        private static final int HEADER = 64;
        private static final int MOST_SEGMENTS = 15;
        private boolean atStart = true;

        @Override
        public void accept(byte[] chunk, OutputStream kept) throws IOException, MalformedMediaException {
            if (atStart) {
                header(chunk);
                atStart = false;
            }
            kept.write(chunk);
        }

        private static void header(byte[] chunk) throws MalformedMediaException {
            if (chunk.length < HEADER) {
                throw new MalformedMediaException("run-length coded pixels are not of their form");
            }
            java.nio.ByteBuffer numbers =
                    java.nio.ByteBuffer.wrap(chunk, 0, HEADER).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            int segments = numbers.getInt();
            boolean sound = segments >= 0 && segments <= MOST_SEGMENTS;
            int before = HEADER - 1;
            for (int i = 0; i < MOST_SEGMENTS; i++) {
                int offset = numbers.getInt();
                sound &= i < segments ? offset > before : offset == 0;
                sound &= i > 0 || offset == (segments == 0 ? 0 : HEADER);
                before = offset;
            }
            if (!sound) {
                throw new MalformedMediaException("run-length coded pixels are not of their form");
            }
        }

        @Override
        public void fragmentEnd() {
            atStart = true;
        }

        @Override
        public void end() {}
    }
}
