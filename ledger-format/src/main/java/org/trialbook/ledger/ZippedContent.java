package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The content of one file of a zip. Everything that can be inflated is handed out, up to the stated size and no
/// further; then the content is compared with what the directory says of it. The last read throws a [Contradiction] if
/// it is another one, and an [IOException] where the data can't be inflated.
final class ZippedContent extends InputStream {

    private static final int BUFFER = 1 << 16;

    private final FileChannel zip;
    private final ZippedFile file;
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[BUFFER];
    private final @Nullable Inflater inflater;

    /// Where the data go on that were not read.
    private long next;

    /// How much of the content is to come.
    private long left;

    private boolean ended;
    private @Nullable IOException failure;

    /// The content could be read, and is not what the directory says.
    static final class Contradiction extends IOException {

        private static final long serialVersionUID = 1;

        Contradiction(String reason) {
            super(reason);
        }
    }

    ZippedContent(FileChannel zip, ZippedFile file) {
        this.zip = zip;
        this.file = file;
        this.inflater = file.deflated() ? new Inflater(true) : null;
        this.next = file.data();
        this.left = file.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int max) throws IOException {
        if (max == 0) {
            return 0;
        }
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return -1;
        }
        int most = (int) Math.min(max, left);
        int count =
                most == 0 ? 0 : inflater == null ? stored(bytes, offset, most) : inflate(inflater, bytes, offset, most);
        if (count > 0) {
            crc.update(bytes, offset, count);
            left -= count;
            return count;
        }
        requireRight();
        ended = true;
        return -1;
    }

    @Override
    public void close() {
        ended = true;
        if (inflater != null) {
            inflater.close();
        }
    }

    private int stored(byte[] bytes, int offset, int max) throws IOException {
        int count = zip.read(ByteBuffer.wrap(bytes, offset, max), next);
        if (count < 0) {
            throw failed(new IOException("the file became shorter while it was read"));
        }
        next += count;
        return count;
    }

    /// @return how many bytes there were, 0 at the end of the deflate data
    private int inflate(Inflater data, byte[] bytes, int offset, int max) throws IOException {
        long before = data.getBytesWritten();
        try {
            while (true) {
                int count = data.inflate(bytes, offset, max);
                if (count > 0 || data.finished()) {
                    return count;
                }
                feed(data);
            }
        } catch (DataFormatException damaged) {
            String reason = damaged.getMessage();
            IOException thrown =
                    failed(new IOException("the data can't be inflated" + (reason == null ? "" : ": " + reason)));
            // What was inflated in front of the damage still counts: where it ends does not depend on buffers.
            int whole = (int) (data.getBytesWritten() - before);
            if (whole == 0) {
                throw thrown;
            }
            return whole;
        }
    }

    private void feed(Inflater data) throws IOException {
        int most = (int) Math.min(BUFFER, file.data() + file.compressed() - next);
        if (most == 0) {
            throw failed(new IOException("the data can't be inflated: they break off"));
        }
        int count = zip.read(ByteBuffer.wrap(input, 0, most), next);
        if (count < 0) {
            throw failed(new IOException("the file became shorter while it was read"));
        }
        next += count;
        data.setInput(input, 0, count);
    }

    private void requireRight() throws IOException {
        if (left > 0) {
            throw contradicted("shorter than the " + file.size() + " bytes that the directory says");
        }
        if (inflater != null) {
            if (inflate(inflater, new byte[1], 0, 1) > 0) {
                throw contradicted("longer than the " + file.size() + " bytes that the directory says");
            }
            long over = file.data() + file.compressed() - next + inflater.getRemaining();
            if (over > 0) {
                throw contradicted(over + " bytes are left over behind the compressed data");
            }
        }
        if (crc.getValue() != file.crc()) {
            throw contradicted("its CRC-32 is not the one that the directory says");
        }
    }

    private IOException contradicted(String reason) {
        return failed(new Contradiction(reason));
    }

    /// So that a reader who tries again is told the same.
    private IOException failed(IOException thrown) {
        failure = thrown;
        return thrown;
    }
}
