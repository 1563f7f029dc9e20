package org.trialbook.media.dicom;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Read from front to back, with nothing believed that reaches beyond the end. No length that a file states makes room
/// in memory before the bytes are there.
final class DicomBytes implements AutoCloseable {

    private static final int AHEAD = 1 << 16;

    private final BufferedInputStream in;
    private final long most;
    private final boolean bigEndian;
    private long position;

    private DicomBytes(BufferedInputStream in, long most, boolean bigEndian) {
        this.in = in;
        this.most = most;
        this.bigEndian = bigEndian;
    }

    /// In little endian.
    static DicomBytes of(InputStream in) {
        return new DicomBytes(new BufferedInputStream(in, AHEAD), Long.MAX_VALUE, false);
    }

    /// What is left, in big endian.
    DicomBytes bigEndian() {
        return new DicomBytes(in, most, true);
    }

    /// What is left, inflated (PS3.5, A.5).
    ///
    /// @param most beyond it, the file is taken to end: a small file may claim to become a large one
    DicomBytes inflated(long most) {
        Inflater inflater = new Inflater(true);
        InputStream inflated = new InflaterInputStream(in, inflater) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
        return new DicomBytes(new BufferedInputStream(inflated, AHEAD), most, bigEndian);
    }

    long position() {
        return position;
    }

    boolean atEnd() throws IOException {
        return peek(1).length == 0;
    }

    /// @param count within what the caller holds in memory
    byte[] take(int count) throws IOException {
        within(count);
        byte[] taken = in.readNBytes(count);
        if (taken.length < count) {
            throw new EOFException();
        }
        position += count;
        return taken;
    }

    void skip(long count) throws IOException {
        within(count);
        in.skipNBytes(count);
        position += count;
    }

    int u16() throws IOException {
        byte[] two = take(2);
        return u16(two, 0);
    }

    long u32() throws IOException {
        byte[] four = take(4);
        long first = u16(four, 0);
        long second = u16(four, 2);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    int tag() throws IOException {
        return tag(take(4));
    }

    /// The tag that comes next, without taking it.
    int peekTag() throws IOException {
        byte[] four = peek(4);
        if (four.length < 4) {
            throw new EOFException();
        }
        return tag(four);
    }

    /// What comes next, without taking it; fewer bytes at the end of the file.
    byte[] peek(int count) throws IOException {
        in.mark(count);
        byte[] next = in.readNBytes((int) Math.min(count, most - position));
        in.reset();
        return next;
    }

    private int tag(byte[] four) {
        return u16(four, 0) << 16 | u16(four, 2);
    }

    private int u16(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    private void within(long count) throws EOFException {
        if (count > most - position) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
