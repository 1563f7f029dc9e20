package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// A disk that remembers what was not forced yet: what would be left after a power cut can be had at any time, and
/// writing can be made to fail.
///
/// After the cut, each sector of each write since the last force is there or is not, each by chance.
final class SimulatedDisk implements LogDirectory {
    private static final int SECTOR = 512;

    private final Map<String, Contents> files = new TreeMap<>();
    private BooleanSupplier writesFail = () -> false;
    private BooleanSupplier forcesFail = () -> false;

    /// No write takes more than its first sector, and no file is made.
    synchronized void failWrites(BooleanSupplier when) {
        writesFail = when;
    }

    synchronized void failForces(BooleanSupplier when) {
        forcesFail = when;
    }

    /// The disk that a power cut at this moment would leave.
    synchronized SimulatedDisk afterACut(BooleanSupplier sectorKept) {
        SimulatedDisk left = new SimulatedDisk();
        files.forEach((name, file) -> left.files.put(name, new Contents(file.afterACut(sectorKept))));
        return left;
    }

    /// The bytes of a file as they would be read now.
    synchronized byte[] bytes(String name) {
        return contents(name).now;
    }

    @Override
    public synchronized List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized LogFile open(String name) {
        return new Handle(contents(name));
    }

    @Override
    public synchronized LogFile create(String name, long bytes) throws IOException {
        if (writesFail.getAsBoolean() || forcesFail.getAsBoolean()) {
            throw new IOException("No space left on device");
        }
        files.put(name, new Contents(new byte[(int) bytes]));
        return open(name);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        if (writesFail.getAsBoolean() || forcesFail.getAsBoolean()) {
            throw new IOException("Input/output error");
        }
        files.put(to, contents(from));
        files.remove(from);
    }

    private Contents contents(String name) {
        Contents contents = files.get(name);
        if (contents == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return contents;
    }

    private record Write(int position, byte[] bytes) {}

    /// What is on the disk for sure, what was written since, and what is read.
    private static final class Contents {
        private final byte[] forced;
        private final byte[] now;
        private final List<Write> since = new ArrayList<>();

        Contents(byte[] bytes) {
            this.forced = bytes;
            this.now = bytes.clone();
        }

        void write(int position, byte[] bytes) {
            since.add(new Write(position, bytes));
            System.arraycopy(bytes, 0, now, position, bytes.length);
        }

        void force() {
            since.forEach(write -> System.arraycopy(write.bytes(), 0, forced, write.position(), write.bytes().length));
            since.clear();
        }

        byte[] afterACut(BooleanSupplier sectorKept) {
            byte[] left = forced.clone();
            for (Write write : since) {
                for (int from = 0; from < write.bytes().length; ) {
                    int to = Math.min(write.bytes().length, from + SECTOR - (write.position() + from) % SECTOR);
                    if (sectorKept.getAsBoolean()) {
                        System.arraycopy(write.bytes(), from, left, write.position() + from, to - from);
                    }
                    from = to;
                }
            }
            return left;
        }
    }

    private final class Handle implements LogFile {
        private final Contents contents;

        Handle(Contents contents) {
            this.contents = contents;
        }

        @Override
        public long size() {
            return contents.now.length;
        }

        @Override
        public void read(ByteBuffer into, long position) {
            synchronized (SimulatedDisk.this) {
                into.put(
                        contents.now, (int) position, Math.min(into.remaining(), contents.now.length - (int) position));
            }
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            synchronized (SimulatedDisk.this) {
                boolean fails = writesFail.getAsBoolean();
                contents.write((int) position, fails ? Arrays.copyOf(all, Math.min(all.length, SECTOR)) : all);
                if (fails) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                if (forcesFail.getAsBoolean()) {
                    // As Linux has it: what could not be forced counts as clean from now on.
                    contents.since.clear();
                    throw new IOException("Input/output error");
                }
                contents.force();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
