package org.trialbook.media.dicom;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A file read from front to back, in little endian, with nothing believed that reaches beyond its end.
final class DicomBytes implements AutoCloseable {

    private final InputStream in;
    private final long length;
    private long position;

    DicomBytes(InputStream in, long length) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.length = length;
    }

    long position() {
        return position;
    }

    long length() {
        return length;
    }

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
        return two[0] & 0xff | (two[1] & 0xff) << 8;
    }

    long u32() throws IOException {
        return u16() | (long) u16() << 16;
    }

    /// What comes next, without taking it; fewer bytes at the end of the file.
    byte[] peek(int count) throws IOException {
        in.mark(count);
        byte[] next = in.readNBytes(count);
        in.reset();
        return next;
    }

    private void within(long count) throws EOFException {
        if (count > length - position) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
