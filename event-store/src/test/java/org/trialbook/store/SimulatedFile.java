package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.trialbook.store.LogDirectory.LogFile;

/// A file of [SimulatedDisk]: what is on the disk for sure, what was written since, and what is read.
final class SimulatedFile implements LogFile {
    static final int SECTOR = 512;

    private final SimulatedDisk disk;
    private byte[] forced;
    private byte[] now;
    private final List<Write> since = new ArrayList<>();

    /// Whole sectors, as they were read then: a disk writes nothing less.
    private record Write(int position, byte[] bytes) {
        byte[] in(byte[] file, int from, int to) {
            byte[] grown = file.length < position + to ? Arrays.copyOf(file, position + to) : file;
            System.arraycopy(bytes, from, grown, position + from, to - from);
            return grown;
        }

        byte[] in(byte[] file) {
            return in(file, 0, bytes.length);
        }
    }

    SimulatedFile(SimulatedDisk disk, byte[] bytes) {
        this.disk = disk;
        this.forced = bytes;
        this.now = bytes.clone();
    }

    byte[] bytes() {
        return now;
    }

    byte[] afterACut(BooleanSupplier kept) {
        byte[] left = forced.clone();
        for (Write write : since) {
            for (int from = 0; from < write.bytes().length; from += SECTOR) {
                if (kept.getAsBoolean()) {
                    left = write.in(left, from, Math.min(write.bytes().length, from + SECTOR));
                }
            }
        }
        boolean sizeIsKept = now.length == forced.length || kept.getAsBoolean();
        return Arrays.copyOf(left, sizeIsKept ? now.length : forced.length);
    }

    @Override
    public long size() {
        synchronized (disk) {
            return now.length;
        }
    }

    @Override
    public void read(ByteBuffer into, long position) {
        synchronized (disk) {
            if (position < now.length) {
                into.put(now, (int) position, Math.min(into.remaining(), now.length - (int) position));
            }
        }
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        synchronized (disk) {
            try {
                disk.requireSpace(position + all.length > now.length);
                write((int) position, all);
            } catch (IOException e) {
                write((int) position, Arrays.copyOf(all, (int) Math.min(all.length, SECTOR - position % SECTOR)));
                throw e;
            }
        }
    }

    private void write(int position, byte[] bytes) {
        now = new Write(position, bytes).in(now);
        int begin = position - position % SECTOR;
        int end = Math.min(now.length, position + bytes.length + SECTOR - 1 - (position + bytes.length - 1) % SECTOR);
        since.add(new Write(begin, Arrays.copyOfRange(now, begin, end)));
    }

    @Override
    public void force(boolean grown) throws IOException {
        synchronized (disk) {
            try {
                disk.requireForcing();
            } catch (IOException e) {
                // As Linux has it: what could not be forced counts as clean from now on.
                since.clear();
                throw e;
            }
            int size = grown ? now.length : forced.length;
            for (Write write : since) {
                forced = write.in(forced);
            }
            forced = Arrays.copyOf(forced, size);
            since.clear();
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
