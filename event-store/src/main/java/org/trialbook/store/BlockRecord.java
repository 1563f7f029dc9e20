package org.trialbook.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// A [Block] as the bytes that stand in a segment, in both directions. All numbers are big-endian:
///
/// ```
/// length   4 bytes   of all that follows the checksum
/// checksum 4 bytes   CRC-32C of length and all that follows the checksum
/// number, first, size   8 bytes each
/// root     32 bytes
/// writer, nonce   1 byte of length each, and so many bytes of ASCII
/// count    4 bytes   of lines
/// leaves   32 bytes each
/// lines    4 bytes of length each, and so many bytes of UTF-8
/// end      1 byte    0x0A
/// ```
///
/// No length is zero, and no 64 bytes of a record are zeros. Length and checksum are in one sector: a record begins
/// where
/// the one before it ends, or with the next sector.
final class BlockRecord {
    /// Length and checksum.
    static final int HEADER = 8;

    private static final int FIXED = 3 * Long.BYTES + TreeHash.BYTES + 2 + Integer.BYTES + 1;
    private static final byte END = '\n';

    private BlockRecord() {}

    static ByteBuffer format(Block block) {
        byte[] writer = block.writer().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = block.nonce().getBytes(StandardCharsets.US_ASCII);
        long length = FIXED + writer.length + nonce.length;
        for (byte[] line : block.lines()) {
            length += TreeHash.BYTES + Integer.BYTES + line.length;
        }
        ByteBuffer record = ByteBuffer.allocate(Math.toIntExact(HEADER + length));
        record.putInt((int) length).putInt(0);
        record.putLong(block.number()).putLong(block.first()).putLong(block.size());
        record.put(block.root().bytes());
        record.put((byte) writer.length).put(writer).put((byte) nonce.length).put(nonce);
        record.putInt(block.lines().size());
        block.leaves().forEach(leaf -> record.put(leaf.bytes()));
        block.lines().forEach(line -> record.putInt(line.length).put(line));
        record.put(END).flip();
        return record.putInt(Integer.BYTES, checksum(record, (int) length));
    }

    /// Where the next record begins behind one that ends there.
    static long begin(long end) {
        return TornRecord.begin(end);
    }

    /// How many bytes the record has that begins here; 0 when there is none.
    static long bytes(ByteBuffer header) {
        int length = header.getInt(header.position());
        return length == 0 ? 0 : HEADER + Integer.toUnsignedLong(length);
    }

    /// Whether the bytes are those that were written.
    ///
    /// @param record one record, from its position to its limit
    static boolean isIntact(ByteBuffer record) {
        return record.remaining() >= HEADER + FIXED
                && record.remaining() == bytes(record)
                && isIntactButForItsLength(record);
    }

    /// Whether the bytes are those that were written, except for the length.
    ///
    /// @param record from its position to its limit
    static boolean isIntactButForItsLength(ByteBuffer record) {
        return record.remaining() >= HEADER + FIXED
                && record.getInt(record.position() + Integer.BYTES) == checksum(record, record.remaining() - HEADER);
    }

    /// Whether the sector with length and checksum was never written.
    static boolean isWithoutHeader(ByteBuffer record) {
        return record.getLong(record.position()) == 0;
    }

    /// @param number that it must have
    /// @param record one record, from its position to its limit
    /// @throws MalformedBlockException when it is none, or has changed and its leaf hashes don't tell in which line
    static Block parse(long number, ByteBuffer record) {
        boolean intact = isIntact(record);
        try {
            Block block = block(record.duplicate());
            if (block.number() != number) {
                throw new MalformedBlockException(number, "block %d is in its place".formatted(block.number()), null);
            }
            if (!intact
                    && block.leaves()
                            .equals(block.lines().stream().map(Sha256::leaf).toList())) {
                throw new MalformedBlockException(number, "its checksum is wrong", null);
            }
            return block;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedBlockException(number, "it is not a block: " + e.getMessage(), e);
        }
    }

    private static Block block(ByteBuffer record) {
        record.position(record.position() + HEADER);
        long number = record.getLong();
        long first = record.getLong();
        long size = record.getLong();
        TreeHash root = TreeHash.of(bytes(record, TreeHash.BYTES));
        String writer = text(record);
        String nonce = text(record);
        int count = record.getInt();
        if (count < 0 || count > record.remaining() / (TreeHash.BYTES + Integer.BYTES)) {
            throw new IllegalArgumentException("%d lines don't fit into it".formatted(count));
        }
        List<TreeHash> leaves = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            leaves.add(TreeHash.of(bytes(record, TreeHash.BYTES)));
        }
        List<byte[]> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(bytes(record, record.getInt()));
        }
        if (record.get() != END || record.hasRemaining()) {
            throw new IllegalArgumentException("it does not end with its last line");
        }
        return new Block(number, first, size, root, writer, nonce, lines, leaves);
    }

    private static byte[] bytes(ByteBuffer record, int count) {
        if (count < 0 || count > record.remaining()) {
            throw new IllegalArgumentException("%d bytes are wanted, %d are left".formatted(count, record.remaining()));
        }
        byte[] bytes = new byte[count];
        record.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer record) {
        return new String(bytes(record, Byte.toUnsignedInt(record.get())), StandardCharsets.US_ASCII);
    }

    private static int checksum(ByteBuffer record, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
        crc.update(record.slice(record.position() + HEADER, record.remaining() - HEADER));
        return (int) crc.getValue();
    }
}
