package org.trialbook.carryover;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.jspecify.annotations.Nullable;

/// An H2 store file whose newest commit is whole, and is found.
///
/// H2 writes a commit as one chunk with a header and a footer, and has no checksum over what lies
/// between. So the unused end of each footer holds a CRC-32C of the whole chunk.
///
/// H2 also looks for the newest chunk only where the file's header points, at the end of the file and
/// along a chain, and may find an older one. So on opening all footers are read, and the newest chunk is put into
/// the header that H2 sees.
final class ChecksummedFile extends SingleFileStore {
    private static final int BLOCK = 4096;
    private static final int HEADERS = 2 * BLOCK;
    private static final int FOOTER = 128;
    private static final String MARK = "crc32c:";
    private static final int SEAL = MARK.length() + 9;
    private static final Pattern FOOTER_TEXT =
            Pattern.compile("chunk:([0-9a-f]{1,8}),len:([0-9a-f]{1,6}),version:([0-9a-f]{1,15}),fletcher:[^\n]*" + MARK
                    + "([0-9a-f]{8})\n");
    private static final Pattern HEADER_TEXT =
            Pattern.compile("(H:.*,block:)[0-9a-f]+(,.*,chunk:)[0-9a-f]+(?:,clean:1)?(,.*,version:)[0-9a-f]+(,.*)");
    private static final int SLICE = 1 << 20;

    private @Nullable Footer newest;

    ChecksummedFile() {
        super(new HashMap<>());
    }

    /// Opens the file to be read only.
    ///
    /// @throws DamagedFileException when its newest commit is not whole
    void open(Path path) {
        open(path.toAbsolutePath().toString(), true, null);
        newest = newestFooter();
        if (newest != null && !isWhole(newest)) {
            throw new DamagedFileException(
                    "The store file " + path
                            + " ends with a commit that is not whole. A power cut leaves it so: then start"
                            + " the release that wrote it once, which takes that commit back. Otherwise the file is"
                            + " damaged.",
                    null);
        }
    }

    /// The number of the newest commit in the file, -1 when there is none.
    long newestCommit() {
        return newest == null ? -1 : newest.version;
    }

    @Override
    public ByteBuffer readFully(SFChunk chunk, long pos, int len) {
        ByteBuffer read = super.readFully(chunk, pos, len);
        return chunk == null && newest != null && pos == 0 && len == HEADERS ? pointingTo(newest, read) : read;
    }

    private boolean isWhole(Footer footer) {
        return footer.start() >= HEADERS && checksum(footer.start(), footer.length - SEAL) == footer.checksum;
    }

    private @Nullable Footer newestFooter() {
        @Nullable Footer found = null;
        for (long end = HEADERS + BLOCK; end <= size(); end += BLOCK) {
            ByteBuffer bytes = super.readFully((SFChunk) null, end - FOOTER, FOOTER);
            if (Footer.of(bytes, end) instanceof Footer footer && (found == null || footer.version > found.version)) {
                found = footer;
            }
        }
        return found;
    }

    /// Both copies of the header as they would be after that commit.
    private static ByteBuffer pointingTo(Footer footer, ByteBuffer read) {
        ByteBuffer patched = ByteBuffer.allocate(HEADERS).put(read.duplicate()).rewind();
        for (int copy = 0; copy < HEADERS; copy += BLOCK) {
            byte[] bytes = new byte[BLOCK];
            read.get(copy, bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf(",fletcher:");
            // A torn copy is left as it is: H2 goes by the other one.
            if (end < 0 || !text.startsWith(fletcher(text.substring(0, end)), end)) {
                continue;
            }
            Matcher parts = HEADER_TEXT.matcher(text.substring(0, end) + ",");
            if (parts.matches()) {
                String open = parts.group(1)
                        + Long.toHexString(footer.start() / BLOCK)
                        + parts.group(2)
                        + footer.chunk
                        + parts.group(3)
                        + Long.toHexString(footer.version)
                        + parts.group(4);
                String whole = open.substring(0, open.length() - 1);
                byte[] header = (whole + fletcher(whole) + "\n").getBytes(StandardCharsets.ISO_8859_1);
                // The rest is filled with zeros, so that nothing of a longer value stays behind it.
                patched.put(copy, Arrays.copyOf(header, BLOCK));
            }
        }
        return patched;
    }

    private static String fletcher(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return ",fletcher:" + Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    }

    private long checksum(long start, long length) {
        CRC32C checksum = new CRC32C();
        for (long done = 0; done < length; ) {
            int slice = (int) Math.min(SLICE, length - done);
            checksum.update(super.readFully((SFChunk) null, start + done, slice).rewind());
            done += slice;
        }
        return checksum.getValue();
    }

    /// What stands at the end of a chunk.
    private record Footer(String chunk, long length, long version, long checksum, long end) {
        static @Nullable Footer of(ByteBuffer bytes, long end) {
            Matcher parts = FOOTER_TEXT.matcher(
                    StandardCharsets.ISO_8859_1.decode(bytes.duplicate().rewind()));
            return parts.matches()
                    ? new Footer(
                            parts.group(1),
                            Long.parseLong(parts.group(2), 16) * BLOCK,
                            Long.parseLong(parts.group(3), 16),
                            Long.parseLong(parts.group(4), 16),
                            end)
                    : null;
        }

        long start() {
            return end - length;
        }
    }
}
