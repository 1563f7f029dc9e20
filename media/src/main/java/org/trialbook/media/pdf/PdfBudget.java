package org.trialbook.media.pdf;

import org.trialbook.media.MalformedMediaException;

/// How much of a file is looked at, so that a small file cannot end the memory or take the day.
final class PdfBudget {

    static final int MOST_OBJECTS = 50_000;
    private static final int MOST_VALUES = 200_000;
    private static final int MOST_TEXT = 4 << 20;
    private static final long MOST_INFLATED = 192L << 20;

    private static final long MOST_STEPS = 10_000_000;

    /// What unpacking a stream costs beside its bytes, in steps.
    static final int UNPACKING = 100;

    private int values;
    private long steps;
    private int text;
    private long inflated;

    /// One more value that is kept in memory.
    void value() throws MalformedMediaException {
        values++;
        if (values > MOST_VALUES) {
            throw new MalformedMediaException("it has more objects than are looked at");
        }
    }

    /// So many more items of lists, words of descriptions and the like that are looked at. A list that a
    /// thousand objects share is looked at a thousand times.
    void steps(long count) throws MalformedMediaException {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new MalformedMediaException("it takes more work than is done for a file");
        }
    }

    /// So many more bytes of strings that are kept in memory.
    void text(int bytes) throws MalformedMediaException {
        text += bytes;
        if (text > MOST_TEXT) {
            throw new MalformedMediaException("it has longer strings than are looked at");
        }
    }

    /// So many more bytes that came out of a packed stream.
    void inflated(int bytes) throws MalformedMediaException {
        inflated += bytes;
        if (inflated > MOST_INFLATED) {
            throw new MalformedMediaException("more is packed in it than is looked at");
        }
    }
}
