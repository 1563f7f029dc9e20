package org.trialbook.standalone;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;

/// A file of any length under a blinding key, sealed piece by piece, so that it need not be in memory whole: the id of
/// the key, a name of its own, and pieces of at most a mebibyte, each behind its length. Every piece is bound to the
/// file's name, to its place, and to whether it is the last: none can be left out, moved, or taken from another file.
final class SealedChunks {
    private static final int PIECE = 1 << 20;
    private static final int MOST_SEALED = PIECE + 1024;

    private SealedChunks() {}

    private static SealLabel label(String name, long place, boolean last) {
        return new SealLabel("", "", name, (last ? "last-" : "piece-") + place);
    }

    /// Makes the file, or empties it; on the disk when it is closed. Nobody but its owner may read it.
    static OutputStream writer(Path file, BlindingKey key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        FileAttribute<?>[] ownersOnly =
                Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly);
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
        String name = UUID.randomUUID().toString();
        out.writeUTF(key.id());
        out.writeUTF(name);
        return new OutputStream() {
            private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
            private long place;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                for (int at = 0; at < count; ) {
                    if (piece.size() == PIECE) {
                        seal(false);
                    }
                    int some = Math.min(count - at, PIECE - piece.size());
                    piece.write(bytes, from + at, some);
                    at += some;
                }
            }

            private void seal(boolean last) throws IOException {
                byte[] sealed = key.seal(piece.toByteArray(), label(name, place++, last));
                out.writeInt(last ? -sealed.length : sealed.length);
                out.write(sealed);
                piece.reset();
            }

            @Override
            public void close() throws IOException {
                try (out) {
                    seal(true);
                    channel.force(true);
                }
            }
        };
    }

    /// What was written.
    ///
    /// @throws IOException when it is not such a file, or cut
    /// @throws org.trialbook.blinding.UnopenableException when a piece was changed, or the key is not at hand; also
    ///     while reading
    static InputStream reader(Path file, BlindingKey keys) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        BlindingKey key = keys.named(in.readUTF());
        String name = in.readUTF();
        return new InputStream() {
            private byte[] piece = {};
            private int at;
            private long place;
            private boolean last;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                while (at == piece.length) {
                    if (last) {
                        return -1;
                    }
                    open();
                }
                int some = Math.min(count, piece.length - at);
                System.arraycopy(piece, at, into, from, some);
                at += some;
                return some;
            }

            private void open() throws IOException {
                int length = in.readInt();
                last = length < 0;
                if (Math.abs(length) > MOST_SEALED) {
                    throw new IOException("a piece of " + length + " bytes");
                }
                byte[] sealed = new byte[Math.abs(length)];
                in.readFully(sealed);
                piece = key.open(sealed, label(name, place++, last));
                at = 0;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }
}
