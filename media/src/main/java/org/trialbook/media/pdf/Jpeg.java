package org.trialbook.media.pdf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.trialbook.media.MalformedMediaException;

/// A JPEG within a page (ISO/IEC 10918-1, annex B): tables, frame and scans. Application segments and comments are
/// named, but for the two that say how the colours are meant.
final class Jpeg {

    private static final String BROKEN = "a JPEG in it is not whole";

    private final MemorySegment bytes;
    private int at;

    private Jpeg(MemorySegment bytes) {
        this.bytes = bytes;
    }

    static void look(PdfWalk walk, MemorySegment bytes, int width, int height) throws MalformedMediaException {
        new Jpeg(bytes).look(walk, width, height);
    }

    private void look(PdfWalk walk, int width, int height) throws MalformedMediaException {
        if (two() != 0xffd8) {
            throw new MalformedMediaException(BROKEN);
        }
        boolean framed = false;
        while (true) {
            int marker = two();
            if (marker == 0xffd9) {
                break;
            }
            int begin = at;
            int length = two();
            if (length < 2 || begin + length > bytes.byteSize()) {
                throw new MalformedMediaException(BROKEN);
            }
            switch (marker) {
                case 0xffc0, 0xffc1, 0xffc2 -> {
                    one();
                    if (framed || two() != height || two() != width) {
                        walk.add("a JPEG of another size than the picture");
                    }
                    framed = true;
                }
                case 0xffc4, 0xffdb, 0xffdd -> {
                    // Tables, and how often a scan starts again.
                }
                case 0xffda -> {
                    at = begin + length;
                    scan();
                    continue;
                }
                case 0xffe0 -> jfif(walk, begin + 2, length);
                case 0xffee -> {
                    if (length != 14 || !text(begin + 2, "Adobe")) {
                        walk.add("an application segment in a JPEG");
                    }
                }
                case 0xffe1 -> walk.add("EXIF or XMP in a JPEG");
                case 0xffe2 -> walk.add("a colour profile in a JPEG");
                case 0xfffe -> walk.add("a comment in a JPEG");
                default -> {
                    if (marker < 0xffe0 || marker > 0xffef) {
                        throw new MalformedMediaException(BROKEN);
                    }
                    walk.add("an application segment in a JPEG");
                }
            }
            at = begin + length;
        }
        if (!framed) {
            throw new MalformedMediaException(BROKEN);
        }
        for (int i = at; i < bytes.byteSize(); i++) {
            if (!PdfLexer.isSpace(byteAt(i)) || bytes.byteSize() - at > 2) {
                walk.add("something after the end of a JPEG");
                return;
            }
        }
    }

    /// Version, density and no thumbnail.
    private void jfif(PdfWalk walk, int begin, int length) {
        if (length != 16 || !text(begin, "JFIF\0") || byteAt(begin + 12) != 0 || byteAt(begin + 13) != 0) {
            walk.add("an application segment in a JPEG");
        }
    }

    /// Passes what is coded, up to the next marker that is none of the coding's own.
    private void scan() throws MalformedMediaException {
        while (true) {
            if (one() == 0xff) {
                int next = one();
                if (next != 0 && (next < 0xd0 || next > 0xd7)) {
                    at -= 2;
                    return;
                }
            }
        }
    }

    private boolean text(int from, String text) {
        if (from + text.length() > bytes.byteSize()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (byteAt(from + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int two() throws MalformedMediaException {
        return one() << 8 | one();
    }

    private int one() throws MalformedMediaException {
        if (at >= bytes.byteSize()) {
            throw new MalformedMediaException(BROKEN);
        }
        return byteAt(at++);
    }

    private int byteAt(int position) {
        return bytes.get(ValueLayout.JAVA_BYTE, position) & 0xff;
    }
}
