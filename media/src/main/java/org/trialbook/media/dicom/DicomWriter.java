package org.trialbook.media.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Writes a data set in explicit representation, little endian. Sequences and items are delimited, so that nothing need
/// be known of what will stand in them.
final class DicomWriter extends OutputStream {

    private static final int UNDEFINED = -1;
    private static final int ITEM = 0xfffe_e000;
    private static final int ITEM_END = 0xfffe_e00d;
    private static final int SEQUENCE_END = 0xfffe_e0dd;
    private static final int LONGEST_SHORT = 0xfffe;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private long fragmentAt;

    DicomWriter(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    static boolean fits(String representation, long length) {
        return DicomReader.isLong(representation) || length <= LONGEST_SHORT;
    }

    /// @param value in little endian; padded here to an even length
    void element(int tag, String representation, byte[] value) throws IOException {
        byte[] even = value.length % 2 == 0 ? value : Arrays.copyOf(value, value.length + 1);
        if (even.length > value.length && !representation.equals("UI") && !representation.startsWith("O")) {
            even[value.length] = ' ';
        }
        header(tag, representation, even.length);
        write(even);
    }

    void text(int tag, String representation, String value) throws IOException {
        element(tag, representation, value.getBytes(StandardCharsets.US_ASCII));
    }

    void header(int tag, String representation, long length) throws IOException {
        tag(tag);
        write(representation.getBytes(StandardCharsets.US_ASCII));
        if (DicomReader.isLong(representation)) {
            u16(0);
            u32((int) length);
        } else {
            u16((int) length);
        }
    }

    void sequence(int tag) throws IOException {
        header(tag, "SQ", UNDEFINED);
    }

    void item() throws IOException {
        marker(ITEM, UNDEFINED);
    }

    void itemEnd() throws IOException {
        marker(ITEM_END, 0);
    }

    void sequenceEnd() throws IOException {
        marker(SEQUENCE_END, 0);
    }

    /// A fragment whose length is not known before it ends.
    void fragment() throws IOException {
        fragmentAt = position();
        marker(ITEM, 0);
    }

    void fragmentEnd() throws IOException {
        long length = position() - fragmentAt - 8;
        if (length % 2 == 1) {
            write(0);
            length++;
        }
        drain();
        ByteBuffer four = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) length)
                .flip();
        channel.write(four, fragmentAt + 4);
    }

    private void marker(int tag, int length) throws IOException {
        tag(tag);
        u32(length);
    }

    private void tag(int tag) throws IOException {
        u16(tag >>> 16);
        u16(tag);
    }

    private void u16(int value) throws IOException {
        room(2);
        buffer.putShort((short) value);
    }

    private void u32(int value) throws IOException {
        room(4);
        buffer.putInt(value);
    }

    private long position() throws IOException {
        return channel.position() + buffer.position();
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            drain();
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void write(int b) throws IOException {
        room(1);
        buffer.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        while (at < from + length) {
            room(1);
            int part = Math.min(buffer.remaining(), from + length - at);
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            drain();
        }
    }
}
