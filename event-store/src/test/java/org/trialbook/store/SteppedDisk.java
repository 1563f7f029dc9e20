package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/// A disk as a process of the simulation uses it: others act before and after each step and in the middle of a
/// write, and who is killed takes no further step.
///
/// @param step lets others act, and throws when the process was killed
record SteppedDisk(LogDirectory disk, RandomGenerator random, Runnable step) implements LogDirectory {
    private interface Step {
        void take() throws IOException;
    }

    private void take(Step own) throws IOException {
        step.run();
        own.take();
        step.run();
    }

    @Override
    public List<String> names() throws IOException {
        step.run();
        return disk.names();
    }

    @Override
    public LogFile open(String name) throws IOException {
        step.run();
        return new SteppedFile(disk.open(name));
    }

    @Override
    public LogFile create(String name) throws IOException {
        step.run();
        LogFile file = disk.create(name);
        step.run();
        return new SteppedFile(file);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        take(() -> disk.rename(from, to));
    }

    @Override
    public void force() throws IOException {
        take(disk::force);
    }

    @Override
    public String toString() {
        return disk.toString();
    }

    private final class SteppedFile implements LogFile {
        private final LogFile file;

        SteppedFile(LogFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            step.run();
            file.read(into, position);
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            // The system takes a write page by page, and no page ends within a sector.
            long middle = position + random.nextInt(bytes.remaining() + 1);
            int first = (int) Math.max(0, middle - middle % SimulatedFile.SECTOR - position);
            ByteBuffer part = bytes.slice(bytes.position(), first);
            take(() -> file.write(part, position));
            bytes.position(bytes.position() + first);
            take(() -> file.write(bytes, position + first));
        }

        @Override
        public void force(boolean grown) throws IOException {
            take(() -> file.force(grown));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
