package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/// An H2 store file whose commits are whole or absent, and whose last whole commit is always found.
///
/// H2 writes a commit as one chunk with a header and a footer, and has no checksum over what lies
/// between: after a power cut, a chunk of which only the ends reached the disk would be taken for the
/// newest, and with it pages that hold older documents. So the unused end of each footer gets a CRC-32C
/// of the whole chunk.
///
/// H2 also looks for the newest chunk only where the file's header points, at the end of the file and
/// along a chain. When the header was written for a chunk that was not, it may find an older one and go
/// on from there, over commits that were acknowledged. So on opening all footers are read, the newest
/// whole chunk is put into the header that H2 sees, and what is not whole is hidden from it.
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

    private final int unforced;
    private @Nullable List<Footer> footers;
    private long newest = -1;
    private long writtenAt;
    private int writtenLength;

    /// @param unforced how many commits before the newest need not have reached the disk
    ChecksummedFile(int unforced) {
        super(new HashMap<>());
        this.unforced = unforced;
    }

    /// The number of the newest whole commit in the file, -1 when there is none.
    long newestWhole() {
        return newest;
    }

    /// To be called when the store is open, before it is written to: erases the commits after the one
    /// that it opened at. Else their numbers would be given again, and both be in the file.
    void openedAt(long version) {
        boolean erased = false;
        for (Footer footer : found()) {
            if (footer.version > version) {
                super.writeFully(null, footer.end - BLOCK, ByteBuffer.allocate(BLOCK));
                erased = true;
            }
        }
        if (erased) {
            sync();
        }
        footers = List.of();
    }

    /// To be called before a commit, so that [#undo] knows what that commit wrote.
    void begin() {
        writtenLength = 0;
    }

    @Override
    protected void writeFully(SFChunk chunk, long pos, ByteBuffer src) {
        if (chunk != null) {
            seal(src);
            writtenAt = pos;
            writtenLength = src.remaining();
        }
        super.writeFully(chunk, pos, src);
    }

    private static void seal(ByteBuffer chunk) {
        int end = chunk.limit() - SEAL;
        int value = chunk.limit() - FOOTER;
        while (chunk.get(value) != ' ') {
            value++;
        }
        // Ends the last value that H2 reads; it does not look at what follows.
        chunk.put(value, (byte) ',');
        CRC32C checksum = new CRC32C();
        checksum.update(chunk.duplicate().limit(end));
        byte[] seal = (MARK + String.format("%08x\n", checksum.getValue())).getBytes(StandardCharsets.ISO_8859_1);
        chunk.put(end, seal);
    }

    @Override
    public ByteBuffer readFully(SFChunk chunk, long pos, int len) {
        ByteBuffer read = super.readFully(chunk, pos, len);
        if (chunk != null || found().isEmpty()) {
            return read;
        }
        if (pos == 0 && len == HEADERS) {
            return header(read);
        }
        return len == FOOTER && Footer.of(read, pos + FOOTER) instanceof Footer footer && isHidden(footer)
                ? ByteBuffer.allocate(len)
                : read;
    }

    /// A commit is begun when those before it are on the disk, but for the last few in a file that is not
    /// forced each time. What rots in older ones is no torn write: to go back before it would lose what
    /// came later.
    private boolean isHidden(Footer footer) {
        return footer.version > newest || footer.version > newest - unforced && !isWhole(footer);
    }

    private boolean isWhole(Footer footer) {
        return footer.start() >= HEADERS && checksum(footer.start(), footer.length - SEAL) == footer.checksum;
    }

    /// The footers of the file, the newest first; none once the store is open.
    private List<Footer> found() {
        List<Footer> found = footers;
        if (found == null) {
            found = new ArrayList<>();
            for (long end = HEADERS + BLOCK; end <= size(); end += BLOCK) {
                ByteBuffer bytes = super.readFully((SFChunk) null, end - FOOTER, FOOTER);
                if (Footer.of(bytes, end) instanceof Footer footer) {
                    found.add(footer);
                }
            }
            found.sort(Comparator.comparingLong(Footer::version).reversed());
            footers = found;
        }
        return found;
    }

    private ByteBuffer header(ByteBuffer read) {
        for (Footer footer : found()) {
            if (isWhole(footer)) {
                newest = footer.version;
                return pointingTo(footer, read);
            }
        }
        return read;
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

    /// Removes from the file what the last commit wrote, when it failed: else it might come up later
    /// beside a commit of the same number. What an operating system says it has after it failed to force
    /// it cannot be trusted.
    ///
    /// To be called when the store is closed.
    void undo() {
        if (writtenLength == 0) {
            return;
        }
        try (FileChannel file = FilePath.get(getFileName()).open("rw")) {
            long size = file.size();
            if (writtenAt + writtenLength >= size) {
                // Needs no space on a disk that has none left.
                if (writtenAt < size) {
                    file.truncate(writtenAt);
                }
            } else {
                erase(file, writtenAt);
                erase(file, writtenAt + writtenLength - BLOCK);
            }
            file.force(true);
            writtenLength = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take back what a failed commit wrote to " + getFileName(), e);
        }
    }

    private static void erase(FileChannel file, long pos) throws IOException {
        ByteBuffer nothing = ByteBuffer.allocate(BLOCK);
        while (nothing.hasRemaining()) {
            file.write(nothing, pos + nothing.position());
        }
    }
}
