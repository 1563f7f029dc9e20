package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// Files of H2's kind that remember what was not forced yet: what would be left after a power cut can be
/// asked for at any time, and writing can be made to fail. File names get the prefix `disk:`.
///
/// After the cut, each sector of each write since the last force is there or is not, each by chance.
public final class SimulatedDisk extends FilePathWrapper {
    static final String PREFIX = "disk:";
    private static final int SECTOR = 512;

    private static final Map<String, Contents> FILES = new TreeMap<>();
    private static volatile BooleanSupplier writesFail = () -> false;
    private static volatile BooleanSupplier forcesFail = () -> false;

    /// Forgets all files and faults.
    static synchronized void reset() {
        FilePath.register(new SimulatedDisk());
        FILES.clear();
        writesFail = () -> false;
        forcesFail = () -> false;
    }

    static void failWrites(BooleanSupplier when) {
        writesFail = when;
    }

    static void failForces(BooleanSupplier when) {
        forcesFail = when;
    }

    /// Writes to another directory what a power cut at this moment would leave.
    static synchronized void cutPower(BooleanSupplier sectorKept, Path target) throws IOException {
        Files.createDirectories(target);
        for (Map.Entry<String, Contents> file : FILES.entrySet()) {
            Path name = Path.of(file.getKey()).getFileName();
            Files.write(target.resolve(name), file.getValue().afterACut(sectorKept));
        }
    }

    @Override
    public String getScheme() {
        return "disk";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel base = getBase().open(mode);
        synchronized (SimulatedDisk.class) {
            Contents contents = FILES.computeIfAbsent(key(getBase()), _ -> new Contents(bytes(base)));
            return new Handle(base, contents);
        }
    }

    @Override
    public void moveTo(FilePath target, boolean atomicReplace) {
        synchronized (SimulatedDisk.class) {
            super.moveTo(target, atomicReplace);
            Contents contents = FILES.remove(key(getBase()));
            if (contents != null) {
                FILES.put(key(((FilePathWrapper) target).unwrap()), contents);
            }
        }
    }

    @Override
    public void delete() {
        synchronized (SimulatedDisk.class) {
            super.delete();
            FILES.remove(key(getBase()));
        }
    }

    private static String key(FilePath file) {
        return Path.of(file.toString()).toAbsolutePath().toString();
    }

    private static byte[] bytes(FileChannel file) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
                // Until it is full.
            }
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is on the disk for sure, and what was written since.
    private static final class Contents {
        private final Image forced;
        private final List<Change> since = new ArrayList<>();

        Contents(byte[] forced) {
            this.forced = new Image(forced);
        }

        void force() {
            since.forEach(change -> change.on(forced, () -> true));
            since.clear();
        }

        byte[] afterACut(BooleanSupplier sectorKept) {
            Image left = new Image(forced.bytes());
            since.forEach(change -> change.on(left, sectorKept));
            return left.bytes();
        }
    }

    /// The bytes of a file, in an array with room to grow.
    private static final class Image {
        private byte[] room;
        private int size;

        Image(byte[] bytes) {
            this.room = bytes;
            this.size = bytes.length;
        }

        byte[] bytes() {
            return Arrays.copyOf(room, size);
        }

        void write(int at, byte[] bytes, int from, int length) {
            if (room.length < at + length) {
                room = Arrays.copyOf(room, Math.max(at + length, 2 * room.length));
            }
            System.arraycopy(bytes, from, room, at, length);
            size = Math.max(size, at + length);
        }

        void truncate(int to) {
            if (to < size) {
                Arrays.fill(room, to, size, (byte) 0);
                size = to;
            }
        }
    }

    private interface Change {
        void on(Image file, BooleanSupplier kept);
    }

    private record Write(long position, byte[] bytes) implements Change {
        @Override
        public void on(Image file, BooleanSupplier kept) {
            for (int offset = 0; offset < bytes.length; offset += SECTOR) {
                if (kept.getAsBoolean()) {
                    file.write((int) position + offset, bytes, offset, Math.min(SECTOR, bytes.length - offset));
                }
            }
        }
    }

    private record Truncation(long size) implements Change {
        @Override
        public void on(Image file, BooleanSupplier kept) {
            if (kept.getAsBoolean()) {
                file.truncate((int) size);
            }
        }
    }

    private static final class Handle extends FileBase {
        private final FileChannel base;
        private final Contents contents;

        Handle(FileChannel base, Contents contents) {
            this.base = base;
            this.contents = contents;
        }

        @Override
        public int read(ByteBuffer dst, long position) throws IOException {
            return base.read(dst, position);
        }

        @Override
        public int write(ByteBuffer src, long position) throws IOException {
            synchronized (SimulatedDisk.class) {
                boolean fails = writesFail.getAsBoolean();
                if (fails && src.remaining() > SECTOR) {
                    // A disk that is full takes the beginning.
                    keep(src.duplicate().limit(src.position() + SECTOR), position);
                }
                if (fails) {
                    throw new IOException("No space left on device");
                }
                return keep(src, position);
            }
        }

        private int keep(ByteBuffer src, long position) throws IOException {
            byte[] bytes = new byte[src.remaining()];
            src.get(bytes);
            contents.since.add(new Write(position, bytes));
            ByteBuffer copy = ByteBuffer.wrap(bytes);
            while (copy.hasRemaining()) {
                base.write(copy, position + copy.position());
            }
            return bytes.length;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            synchronized (SimulatedDisk.class) {
                if (forcesFail.getAsBoolean()) {
                    // As Linux has it: what could not be forced counts as clean from now on.
                    contents.since.clear();
                    throw new IOException("Input/output error");
                }
                contents.force();
            }
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            synchronized (SimulatedDisk.class) {
                contents.since.add(new Truncation(size));
                base.truncate(size);
                return this;
            }
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public long position() throws IOException {
            return base.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            base.position(newPosition);
            return this;
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            return base.read(dst);
        }

        @Override
        public int write(ByteBuffer src) throws IOException {
            int written = write(src, base.position());
            base.position(base.position() + written);
            return written;
        }
    }
}
