package org.trialbook.media.png;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.trialbook.media.MalformedMediaException;

/// Unpacks the picture piece by piece and counts: as many rows as the header says, each with a filter that there is,
/// and nothing behind them. The pixels themselves are not looked at.
final class PngPixels implements AutoCloseable {

    /// Gets the unpacked bytes, filters with them.
    interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    static final Sink NOWHERE = (bytes, length) -> {};

    /// A larger picture is none of a recording.
    private static final long MOST_BYTES = 1L << 29;

    private final Inflater inflater = new Inflater();
    private final byte[] out = new byte[1 << 14];
    private final long[][] passes;
    private final Sink sink;
    private final Consumer<String> found;
    private int pass;
    private long row;
    private long column;
    private long inflated;
    /// Whether there were more pixels than there should be: the rest is not unpacked any more.
    private boolean over;

    PngPixels(PngHeader header, Sink sink, Consumer<String> found) {
        this.found = found;
        this.passes = header.rows();
        this.sink = sink;
    }

    /// One more piece of what is packed.
    void take(byte[] packed, int length) throws MalformedMediaException, IOException {
        if (over) {
            return;
        }
        inflater.setInput(packed, 0, length);
        try {
            while (!over && !inflater.finished() && !inflater.needsInput()) {
                int bytes = inflater.inflate(out);
                if (bytes == 0 && inflater.needsDictionary()) {
                    throw new MalformedMediaException("its pixels cannot be unpacked");
                }
                inflated += bytes;
                if (inflated > MOST_BYTES) {
                    throw new MalformedMediaException("more is packed in it than is looked at");
                }
                sink.take(out, count(bytes));
            }
        } catch (DataFormatException e) {
            throw new MalformedMediaException("its pixels cannot be unpacked");
        }
        if (!over && inflater.finished() && inflater.getRemaining() > 0) {
            found.accept("something after the pixels");
        }
    }

    /// @return how many of the bytes belong to the picture
    private int count(int bytes) throws MalformedMediaException {
        for (int i = 0; i < bytes; ) {
            while (pass < passes.length && row == passes[pass][0]) {
                pass++;
                row = 0;
            }
            if (pass == passes.length) {
                found.accept("more pixels than the header says");
                over = true;
                return i;
            }
            if (column == 0) {
                if (out[i] < 0 || out[i] > 4) {
                    throw new MalformedMediaException("a row in it has a filter that the format does not know");
                }
                i++;
                column = 1;
            }
            long rest = Math.min(bytes - i, passes[pass][1] + 1 - column);
            i += (int) rest;
            column += rest;
            if (column == passes[pass][1] + 1) {
                column = 0;
                row++;
            }
        }
        return bytes;
    }

    void end() throws MalformedMediaException {
        while (pass < passes.length && row == passes[pass][0]) {
            pass++;
            row = 0;
        }
        if (!over && (!inflater.finished() || pass < passes.length || column > 0)) {
            throw new MalformedMediaException("there are fewer pixels in it than its header says");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
