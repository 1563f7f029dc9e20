package org.trialbook.media.png;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;

/// A PNG from its first chunk to its last (ISO/IEC 15948, 5 and 11). What serves the picture is passed on, whatever
/// else is named.
final class PngChunks {

    /// Gets the chunks that serve the picture, but for its pixels.
    interface Sink {
        void take(String type, byte[] content) throws IOException;
    }

    private static final int LONGEST = 1 << 12;

    /// More than the pixels of the largest file are ever cut into.
    private static final int MOST_CHUNKS = 100_000;

    /// Chunks that the format knows and that hide something, or may: these are named by their type.
    private static final Set<String> KNOWN = Set.of(
            "tEXt", "iTXt", "zTXt", "eXIf", "tIME", "iCCP", "sBIT", "bKGD", "hIST", "sPLT", "cICP", "mDCV", "cLLI",
            "acTL", "fcTL", "fdAT", "oFFs", "pCAL", "sCAL", "gIFg", "gIFt", "gIFx", "sTER", "dSIG", "caBX", "CgBI",
            "vpAg", "iDOT");

    private final DataInputStream in;
    private final Sink sink;
    private final PngPixels.Sink pixelSink;
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final byte[] buffer = new byte[1 << 14];
    private int paletteSize;

    PngChunks(DataInputStream in, Sink sink, PngPixels.Sink pixelSink) {
        this.in = in;
        this.sink = sink;
        this.pixelSink = pixelSink;
    }

    /// Reads to the end.
    ///
    /// @return what does not serve the picture
    Set<String> read() throws IOException, MalformedMediaException {
        PngPixels pixels = null;
        try {
            PngHeader header = header();
            pixels = new PngPixels(header, pixelSink, found::add);
            boolean ended = false;
            String last = "IHDR";
            int chunks = 0;
            for (String type = ""; !type.equals("IEND"); last = type) {
                chunks++;
                if (chunks > MOST_CHUNKS) {
                    throw new MalformedMediaException("it has more chunks than are looked at");
                }
                long length = in.readInt() & 0xffff_ffffL;
                type = type();
                boolean more = type.equals("IDAT");
                if (!more && last.equals("IDAT")) {
                    pixels.end();
                    ended = true;
                }
                if (more && (ended || header.palette() && paletteSize == 0)) {
                    throw new MalformedMediaException("its chunks stand in another order");
                }
                chunk(type, length, header, pixels);
                seen.add(type);
            }
            if (!seen.contains("IDAT")) {
                throw new MalformedMediaException("there is no picture in it");
            }
            if (in.read() >= 0) {
                found.add("something after the end");
            }
            return found;
        } catch (EOFException e) {
            throw new MalformedMediaException("the file ends within a chunk");
        } finally {
            if (pixels != null) {
                pixels.close();
            }
        }
    }

    private PngHeader header() throws IOException, MalformedMediaException {
        long length = in.readInt() & 0xffff_ffffL;
        if (!type().equals("IHDR")) {
            throw new MalformedMediaException("it does not begin with a header");
        }
        byte[] content = content("IHDR", length);
        sink.take("IHDR", content);
        return PngHeader.of(content);
    }

    private String type() throws IOException, MalformedMediaException {
        byte[] type = in.readNBytes(4);
        if (type.length < 4) {
            throw new EOFException();
        }
        for (byte letter : type) {
            if ((letter < 'A' || letter > 'Z') && (letter < 'a' || letter > 'z')) {
                throw new MalformedMediaException("a chunk's type is no word");
            }
        }
        return new String(type, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private void chunk(String type, long length, PngHeader header, PngPixels pixels)
            throws IOException, MalformedMediaException {
        if (type.equals("IDAT")) {
            stream(type, length, pixels);
            return;
        }
        @Nullable String wrong = PngAncillary.wrong(type, header, seen, length);
        if (wrong == null && length <= LONGEST) {
            byte[] content = content(type, length);
            wrong = PngAncillary.wrong(type, content, header, paletteSize);
            if (type.equals("PLTE")) {
                paletteSize = content.length / 3;
            }
            if (wrong == null) {
                sink.take(type, content);
            }
        } else {
            stream(type, length, null);
        }
        if (type.equals("IHDR") || type.equals("IEND") && length > 0) {
            throw new MalformedMediaException("its chunks stand in another order");
        }
        if (wrong != null) {
            // A type that the format does not know may itself be a word.
            found.add(KNOWN.contains(type) || PngAncillary.TAKEN.contains(type) ? wrong : "a chunk of its own");
        }
    }

    private byte[] content(String type, long length) throws IOException, MalformedMediaException {
        if (length > LONGEST) {
            throw new MalformedMediaException("a chunk is longer than it can be");
        }
        byte[] content = in.readNBytes((int) length);
        if (content.length < length) {
            throw new EOFException();
        }
        CRC32 check = check(type);
        check.update(content);
        checked(check);
        return content;
    }

    private void stream(String type, long length, @Nullable PngPixels pixels)
            throws IOException, MalformedMediaException {
        CRC32 check = check(type);
        for (long rest = length; rest > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(rest, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            check.update(buffer, 0, read);
            if (pixels != null) {
                pixels.take(buffer, read);
            }
            rest -= read;
        }
        checked(check);
    }

    private static CRC32 check(String type) {
        CRC32 check = new CRC32();
        check.update(ByteBuffer.wrap(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        return check;
    }

    private void checked(CRC32 check) throws IOException, MalformedMediaException {
        if ((int) check.getValue() != in.readInt()) {
            throw new MalformedMediaException("a chunk's checksum is wrong");
        }
    }
}
