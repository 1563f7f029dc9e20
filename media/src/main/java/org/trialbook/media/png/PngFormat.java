package org.trialbook.media.png;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;

/// PNG (ISO/IEC 15948). Chunks that serve the picture are taken, any other chunk, text above all, is not.
public final class PngFormat implements MediaFormat {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// Neither text nor time nor whatever a program may put into a chunk of its own.
    private static final Set<String> OF_THE_PICTURE = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "bKGD", "hIST", "pHYs", "cICP",
            "mDCV", "cLLI");

    @Override
    public String contentType() {
        return "image/png";
    }

    @Override
    public String name() {
        return "PNG";
    }

    @Override
    public String remedy() {
        return "Have the site's own `trialbook media clean FILE OUT` write it anew.";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return Arrays.equals(Head.of(file, SIGNATURE.length), SIGNATURE);
    }

    @Override
    public List<String> identifying(Path file) throws IOException, MalformedMediaException {
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(SIGNATURE.length);
            String type = "";
            while (!type.equals("IEND")) {
                type = chunk(in, seen.isEmpty());
                seen.add(type);
                if (!OF_THE_PICTURE.contains(type)) {
                    found.add("chunk " + type);
                }
            }
            if (in.read() >= 0) {
                throw new MalformedMediaException("something follows the end of the picture");
            }
        } catch (EOFException e) {
            throw new MalformedMediaException("the file ends within a chunk");
        }
        if (!seen.contains("IDAT")) {
            throw new MalformedMediaException("there is no picture in it");
        }
        return List.copyOf(found);
    }

    private static String chunk(DataInputStream in, boolean first) throws IOException, MalformedMediaException {
        int length = in.readInt();
        byte[] name = in.readNBytes(4);
        String type = new String(name, StandardCharsets.US_ASCII);
        if (length < 0 || !type.matches("[A-Za-z]{4}")) {
            throw new MalformedMediaException("a chunk is not of its form");
        }
        if (first && (!type.equals("IHDR") || length != 13)) {
            throw new MalformedMediaException("the picture's header is missing");
        }
        CRC32 check = new CRC32();
        check.update(name);
        byte[] buffer = new byte[8192];
        for (int rest = length; rest > 0; ) {
            int read = in.read(buffer, 0, Math.min(rest, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            check.update(buffer, 0, read);
            rest -= read;
        }
        if ((int) check.getValue() != in.readInt()) {
            throw new MalformedMediaException("a chunk's checksum is wrong");
        }
        return type;
    }
}
