package org.trialbook.media.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.trialbook.media.MalformedMediaException;

/// The segments of a JPEG 2000 codestream (ISO 15444-1, annex A). A comment in the main header is left out, unless it
/// names a widespread encoder and nothing else; one in a tile's header can't be, because the tile says how long it is.
final class Jpeg2000Segments implements CompressedPixels {

    private static final int SOC = 0xff4f;
    private static final int SOT = 0xff90;
    private static final int SOD = 0xff93;
    private static final int EOC = 0xffd9;
    private static final int COM = 0xff64;
    private static final int SOT_BODY = 8;
    private static final int SOT_WHOLE = 12;

    /// What describes the picture, in either header (ISO 15444-1, table A.2; -15 for CAP and CPF).
    private static final Set<Integer> SEGMENTS = Set.of(
            SOT, COM, 0xff50, 0xff51, 0xff52, 0xff53, 0xff55, 0xff57, 0xff58, 0xff59, 0xff5c, 0xff5d, 0xff5e, 0xff5f,
            0xff60, 0xff61, 0xff63);

    private static final Pattern ENCODER =
            Pattern.compile("..(Created by OpenJPEG version [0-9.]{1,8}|Kakadu-v?[0-9.]{1,8})\0?", Pattern.DOTALL);

    private enum Expects {
        PICTURE,
        MARKER,
        LENGTH,
        BODY,
        DATA,
        OPEN_DATA,
        AFTER
    }

    private final Consumer<String> found;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Expects expects = Expects.PICTURE;
    private int marker;
    private int length;
    private int word;
    private boolean half;
    private boolean inTile;
    private long tileLeft;
    private boolean open;

    Jpeg2000Segments(Consumer<String> found) {
        this.found = found;
    }

    @Override
    public void accept(byte[] chunk, OutputStream kept) throws IOException, MalformedMediaException {
        for (byte b : chunk) {
            accept(b & 0xff, kept);
        }
    }

    private void accept(int b, OutputStream kept) throws IOException, MalformedMediaException {
        if (inTile && expects != Expects.DATA && expects != Expects.OPEN_DATA) {
            tileLeft--;
        }
        switch (expects) {
            case PICTURE, MARKER, LENGTH -> {
                if (twoBytes(b)) {
                    word(kept);
                }
            }
            case BODY -> {
                body.write(b);
                if (body.size() == length) {
                    segment(kept);
                }
            }
            case DATA -> {
                kept.write(b);
                tileLeft--;
                if (tileLeft == 0) {
                    inTile = false;
                    expects = Expects.MARKER;
                }
            }
            case OPEN_DATA -> {
                kept.write(b);
                word = (word << 8 | b) & 0xffff;
                if (word == EOC) {
                    expects = Expects.AFTER;
                }
            }
            case AFTER -> after(b, kept);
        }
    }

    private boolean twoBytes(int b) {
        word = half ? word << 8 | b : b;
        half = !half;
        return !half;
    }

    private void word(OutputStream kept) throws IOException, MalformedMediaException {
        switch (expects) {
            case PICTURE -> {
                expect(word == SOC, Expects.MARKER);
                write(word, kept);
            }
            case MARKER -> marker(kept);
            default -> {
                length = word - 2;
                expect(length > 0, Expects.BODY);
                body.reset();
            }
        }
    }

    private void marker(OutputStream kept) throws IOException, MalformedMediaException {
        marker = word;
        switch (word) {
            case SOD -> {
                expect(inTile && (open || tileLeft >= 0), open ? Expects.OPEN_DATA : Expects.DATA);
                write(word, kept);
                word = 0;
                if (!open && tileLeft == 0) {
                    inTile = false;
                    expects = Expects.MARKER;
                }
            }
            case EOC -> {
                expect(!inTile, Expects.AFTER);
                write(word, kept);
            }
            default -> expect(SEGMENTS.contains(word) && (word != SOT || !inTile), Expects.LENGTH);
        }
    }

    private void segment(OutputStream kept) throws IOException, MalformedMediaException {
        byte[] whole = body.toByteArray();
        expects = Expects.MARKER;
        if (marker == COM
                && !ENCODER.matcher(new String(whole, StandardCharsets.ISO_8859_1))
                        .matches()) {
            if (inTile) {
                throw new MalformedMediaException("a tile of JPEG 2000 pixels has a comment");
            }
            found.accept("COM segment in the JPEG 2000 of PixelData (7FE0,0010)");
            return;
        }
        write(marker, kept);
        write(length + 2, kept);
        kept.write(whole);
        if (marker == SOT) {
            expect(length == SOT_BODY, Expects.MARKER);
            long tile = Integer.toUnsignedLong(ByteBuffer.wrap(whole).getInt(2));
            open = tile == 0;
            expect(open || tile > SOT_WHOLE, Expects.MARKER);
            tileLeft = tile - SOT_WHOLE;
            inTile = true;
        }
    }

    private void after(int b, OutputStream kept) throws IOException {
        inTile = false;
        if (b == 0xff) {
            half = true;
            word = b;
            expects = Expects.PICTURE;
        } else if (b == 0) {
            kept.write(0);
        } else {
            found.accept("bytes after the JPEG 2000 of PixelData (7FE0,0010)");
        }
    }

    private void expect(boolean sound, Expects next) throws MalformedMediaException {
        if (!sound) {
            throw new MalformedMediaException("compressed pixels are no JPEG 2000 codestream");
        }
        expects = next;
    }

    private static void write(int word, OutputStream kept) throws IOException {
        kept.write(word >>> 8);
        kept.write(word);
    }

    @Override
    public void fragmentEnd() {}

    /// A last frame without its end marker is decoded all the same.
    @Override
    public void end() throws MalformedMediaException {
        boolean sound = expects == Expects.AFTER
                || expects == Expects.OPEN_DATA
                || expects == Expects.DATA
                || expects == Expects.MARKER && !inTile;
        if (!sound) {
            throw new MalformedMediaException("compressed pixels are no JPEG 2000 codestream");
        }
    }
}
