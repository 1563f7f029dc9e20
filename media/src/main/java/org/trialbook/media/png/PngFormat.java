package org.trialbook.media.png;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;

/// PNG (ISO/IEC 15948). Chunks that serve the picture are taken, any other chunk, text above all, is not.
public final class PngFormat implements MediaFormat {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

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
        try (DataInputStream in = open(file)) {
            return List.copyOf(new PngChunks(in, (type, content) -> {}, PngPixels.NOWHERE).read());
        }
    }

    /// The file's chunks.
    static DataInputStream open(Path file) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        in.skipNBytes(SIGNATURE.length);
        return in;
    }
}
