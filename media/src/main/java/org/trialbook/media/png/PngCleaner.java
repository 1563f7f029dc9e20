package org.trialbook.media.png;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaCleaner;
import org.trialbook.media.SiteSecret;

/// Writes a PNG anew: the same pixels, packed again, with the palette and the transparency that they need, and nothing
/// else.
public final class PngCleaner implements MediaCleaner {

    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS");

    @Override
    public boolean cleans(Path file) throws IOException {
        return new PngFormat().recognises(file);
    }

    @Override
    public Cleaned clean(Path original, Path clean, SiteSecret secret) throws IOException, MalformedMediaException {
        Set<String> removed;
        try (DataInputStream in = PngFormat.open(original);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                        Files.newOutputStream(clean, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)))) {
            out.write(PngFormat.SIGNATURE);
            Pixels pixels = new Pixels(out);
            PngChunks.Sink chunks = (type, content) -> {
                if (KEPT.contains(type)) {
                    write(out, type, content, content.length);
                }
            };
            DeflaterOutputStream deflated = new DeflaterOutputStream(pixels);
            removed = new PngChunks(in, chunks, (bytes, length) -> deflated.write(bytes, 0, length)).read();
            deflated.finish();
            pixels.finish();
            write(out, "IEND", new byte[0], 0);
        }
        return new Cleaned(
                List.copyOf(removed), List.of("Look at the picture: words in it are not detected, and not removed."));
    }

    private static void write(DataOutputStream out, String type, byte[] content, int length) throws IOException {
        CRC32 check = new CRC32();
        check.update(type.getBytes(StandardCharsets.US_ASCII));
        check.update(content, 0, length);
        out.writeInt(length);
        out.writeBytes(type);
        out.write(content, 0, length);
        out.writeInt((int) check.getValue());
    }

    /// Puts packed pixels into chunks of 64 KiB.
    private static final class Pixels extends OutputStream {

        private static final int CHUNK = 1 << 16;
        private final DataOutputStream out;
        private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK);

        Pixels(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            chunk.write(b);
            if (chunk.size() >= CHUNK) {
                finish();
            }
        }

        void finish() throws IOException {
            if (chunk.size() > 0) {
                PngCleaner.write(out, "IDAT", chunk.toByteArray(), chunk.size());
                chunk.reset();
            }
        }
    }
}
