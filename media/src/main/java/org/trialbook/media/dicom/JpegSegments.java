package org.trialbook.media.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.trialbook.media.MalformedMediaException;

/// The segments of JPEG (ISO 10918-1, annex B) and JPEG-LS pictures. Comments and application segments are left out,
/// but for those by which a decoder chooses colours: JFIF (without its thumbnail), Adobe, and the transform of
/// JPEG-LS.
final class JpegSegments implements CompressedPixels {

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int JFIF_BODY = 14;
    private static final int ADOBE_BODY = 12;
    private static final int TRANSFORM_BODY = 5;

    private enum Expects {
        PICTURE,
        SOI,
        MARKER,
        MARKER_CODE,
        LENGTH,
        LENGTH_LOW,
        BODY,
        CODED,
        CODED_MARKER,
        AFTER,
        AFTER_MARKER
    }

    private final Consumer<String> found;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Expects expects = Expects.PICTURE;
    private int marker;
    private int length;

    JpegSegments(Consumer<String> found) {
        this.found = found;
    }

    @Override
    public void accept(byte[] chunk, OutputStream kept) throws IOException, MalformedMediaException {
        for (byte b : chunk) {
            accept(b & 0xff, kept);
        }
    }

    private void accept(int b, OutputStream kept) throws IOException, MalformedMediaException {
        switch (expects) {
            case PICTURE -> expect(b == 0xff, Expects.SOI);
            case SOI -> begin(b, kept);
            case MARKER -> expect(b == 0xff, Expects.MARKER_CODE);
            case MARKER_CODE -> marker(b, kept);
            case LENGTH -> {
                length = b << 8;
                expects = Expects.LENGTH_LOW;
            }
            case LENGTH_LOW -> length(b, kept);
            case BODY -> {
                body.write(b);
                if (body.size() == length) {
                    segment(kept);
                }
            }
            case CODED -> {
                if (b == 0xff) {
                    expects = Expects.CODED_MARKER;
                } else {
                    kept.write(b);
                }
            }
            case CODED_MARKER -> coded(b, kept);
            case AFTER -> after(b, kept);
            case AFTER_MARKER -> {
                if (b == SOI) {
                    begin(b, kept);
                } else {
                    expects = Expects.AFTER;
                    after(b, kept);
                }
            }
        }
    }

    private void expect(boolean sound, Expects next) throws MalformedMediaException {
        if (!sound) {
            throw new MalformedMediaException("compressed pixels are no JPEG");
        }
        expects = next;
    }

    private void begin(int b, OutputStream kept) throws IOException, MalformedMediaException {
        expect(b == SOI, Expects.MARKER);
        kept.write(0xff);
        kept.write(SOI);
    }

    private void marker(int code, OutputStream kept) throws IOException, MalformedMediaException {
        if (code == 0xff) {
            return; // fill
        }
        expect(code >= 0xc0 && (code < 0xd0 || code > 0xd8), Expects.LENGTH);
        marker = code;
        if (code == EOI) {
            kept.write(0xff);
            kept.write(EOI);
            expects = Expects.AFTER;
        }
    }

    private void length(int low, OutputStream kept) throws IOException, MalformedMediaException {
        length = (length | low) - 2;
        expect(length >= 0, Expects.BODY);
        body.reset();
        if (length == 0) {
            segment(kept);
        }
    }

    private void segment(OutputStream kept) throws IOException {
        byte[] whole = body.toByteArray();
        byte[] needed = needed(whole);
        if (needed.length < whole.length || needed.length == 0 && isSaid()) {
            found.accept(name() + " in the JPEG of PixelData (7FE0,0010)");
        } else if (!Arrays.equals(needed, whole)) {
            found.accept(name() + " in the JPEG of PixelData (7FE0,0010)");
        }
        if (needed.length > 0 || !isSaid()) {
            kept.write(0xff);
            kept.write(marker);
            kept.write((needed.length + 2) >>> 8);
            kept.write(needed.length + 2);
            kept.write(needed);
        }
        expects = marker == SOS ? Expects.CODED : Expects.MARKER;
    }

    /// Application segments, comments, and what the standard leaves open.
    private boolean isSaid() {
        return marker >= 0xe0 && marker != 0xf7 && marker != 0xf8;
    }

    private String name() {
        if (marker == 0xfe) {
            return "COM segment";
        }
        return marker <= 0xef ? "APP%d segment".formatted(marker - 0xe0) : "segment FF%02X".formatted(marker);
    }

    /// What of a segment a decoder needs; nothing, when it needs none of it.
    private byte[] needed(byte[] whole) {
        if (!isSaid()) {
            return whole;
        }
        if (marker == 0xe0 && begins(whole, "JFIF\0") && whole.length >= JFIF_BODY) {
            byte[] withoutThumbnail = Arrays.copyOf(whole, JFIF_BODY);
            withoutThumbnail[JFIF_BODY - 2] = 0;
            withoutThumbnail[JFIF_BODY - 1] = 0;
            return withoutThumbnail;
        }
        if (marker == 0xee && begins(whole, "Adobe") && whole.length >= ADOBE_BODY) {
            return Arrays.copyOf(whole, ADOBE_BODY);
        }
        if (marker == 0xe8 && begins(whole, "mrfx") && whole.length >= TRANSFORM_BODY) {
            return Arrays.copyOf(whole, TRANSFORM_BODY);
        }
        return new byte[0];
    }

    private static boolean begins(byte[] whole, String with) {
        byte[] bytes = with.getBytes(StandardCharsets.US_ASCII);
        return whole.length >= bytes.length && Arrays.equals(whole, 0, bytes.length, bytes, 0, bytes.length);
    }

    private void coded(int b, OutputStream kept) throws IOException, MalformedMediaException {
        if (b == 0xff) {
            kept.write(0xff);
        } else if (b < 0x80 || b >= 0xd0 && b <= 0xd7) {
            kept.write(0xff);
            kept.write(b);
            expects = Expects.CODED;
        } else {
            marker(b, kept);
        }
    }

    /// Padding, or the next frame.
    private void after(int b, OutputStream kept) throws IOException {
        if (b == 0xff) {
            expects = Expects.AFTER_MARKER;
        } else if (b == 0) {
            kept.write(0);
        } else {
            found.accept("bytes after the JPEG of PixelData (7FE0,0010)");
        }
    }

    @Override
    public void fragmentEnd() {}

    /// A last frame without its end marker is decoded all the same.
    @Override
    public void end() throws MalformedMediaException {
        boolean sound = switch (expects) {
            case CODED, CODED_MARKER, AFTER, AFTER_MARKER -> true;
            case PICTURE, SOI, MARKER, MARKER_CODE, LENGTH, LENGTH_LOW, BODY -> false;
        };
        if (!sound) {
            throw new MalformedMediaException("compressed pixels are no JPEG");
        }
    }
}
