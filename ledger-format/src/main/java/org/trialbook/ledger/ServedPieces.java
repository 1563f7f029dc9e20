package org.trialbook.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// All pieces of one level of a served log, one behind the other, as the files of a bundle have them:
/// lines with their newlines, or leaf hashes. Each piece is fetched when it is needed.
final class ServedPieces extends InputStream {

    /// What no piece can stand for, with the finding that says so.
    static final class Unserved extends IOException {

        private static final long serialVersionUID = 1;

        private final transient Finding finding;

        Unserved(Finding finding) {
            super(finding.evidence());
            this.finding = finding;
        }

        Finding finding() {
            return finding;
        }
    }

    private final LogSource source;
    private final int level;
    private final long size;
    private long nextPiece;
    private byte[] piece = new byte[0];
    private int at;

    ServedPieces(LogSource source, int level, long size) {
        this.source = source;
        this.level = level;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int max) throws IOException {
        Objects.checkFromIndexSize(offset, max, bytes.length);
        while (at == piece.length) {
            if (nextPiece * TilePath.FULL >= size) {
                return -1;
            }
            piece = fetch();
            at = 0;
        }
        int count = Math.min(max, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, count);
        at += count;
        return count;
    }

    private byte[] fetch() throws IOException {
        TilePath path = TilePath.of(level, nextPiece, size);
        long first = nextPiece * TilePath.FULL;
        nextPiece++;
        try {
            byte[] content = source.piece(path);
            return path.isEntries() ? joined(content, path.width()) : whole(content, path.width());
        } catch (IOException | IllegalArgumentException unserved) {
            throw new Unserved(new Finding.UnservedPiece(first, path.format(), String.valueOf(unserved.getMessage())));
        }
    }

    private static byte[] whole(byte[] hashes, int width) {
        if (hashes.length != width * TreeHash.BYTES) {
            throw new IllegalArgumentException(
                    "the tile has " + hashes.length + " bytes, not " + width * TreeHash.BYTES);
        }
        return hashes;
    }

    private static byte[] joined(byte[] bundle, int width) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(bundle.length);
        for (byte[] line : EntryBundle.parse(bundle, width)) {
            for (int i = 0; i < line.length; i++) {
                // A newline inside would make two lines of one; as a zero it is just as wrong.
                line[i] = line[i] == '\n' ? 0 : line[i];
            }
            lines.writeBytes(line);
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
