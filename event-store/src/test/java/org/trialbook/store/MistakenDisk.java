package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A disk as a store would use it that makes one mistake.
record MistakenDisk(LogDirectory disk, PlantedFileFault mistake) implements LogDirectory {
    @Override
    public List<String> names() throws IOException {
        return disk.names();
    }

    @Override
    public LogFile open(String name) throws IOException {
        LogFile file = disk.open(name);
        if (mistake == PlantedFileFault.LAST_BLOCK_CUT_OFF && isSegment(name)) {
            cutLastBlockOff(file);
        }
        return new MistakenFile(file, isSegment(name));
    }

    private static boolean isSegment(String name) {
        return !name.startsWith("checkpoints");
    }

    private static void cutLastBlockOff(LogFile file) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) file.size());
        file.read(all, 0);
        all.flip();
        int last = 0;
        int end = 0;
        while (all.remaining() >= BlockRecord.HEADER && BlockRecord.bytes(all) != 0) {
            last = all.position();
            end = (int) Math.min(all.limit(), last + BlockRecord.bytes(all));
            all.position((int) Math.min(all.limit(), BlockRecord.begin(end)));
        }
        file.write(ByteBuffer.allocate(end - last), last);
    }

    @Override
    public LogFile create(String name) throws IOException {
        return new MistakenFile(disk.create(name), isSegment(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void force() throws IOException {
        if (mistake != PlantedFileFault.NAME_NOT_FORCED) {
            disk.force();
        }
    }

    @Override
    public String toString() {
        return disk.toString();
    }

    private final class MistakenFile implements LogFile {
        private final LogFile file;
        private final boolean ofBlocks;

        MistakenFile(LogFile file, boolean ofBlocks) {
            this.file = file;
            this.ofBlocks = ofBlocks;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            file.read(into, position);
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (mistake == PlantedFileFault.LAST_BLOCK_NOT_WRITTEN_AGAIN && ofBlocks) {
                ByteBuffer there = ByteBuffer.allocate(bytes.remaining());
                file.read(there, position);
                if (there.flip().equals(bytes)) {
                    return;
                }
            }
            file.write(bytes, position);
        }

        @Override
        public void force(boolean grown) throws IOException {
            boolean left = switch (mistake) {
                case BLOCK_NOT_FORCED -> ofBlocks && !grown;
                case ZEROS_NOT_FORCED -> ofBlocks && grown;
                case CHECKPOINT_NOT_FORCED -> !ofBlocks;
                default -> false;
            };
            if (left) {
                return;
            }
            try {
                file.force(grown);
            } catch (IOException e) {
                if (mistake != PlantedFileFault.FAILED_FORCE_TRIED_AGAIN) {
                    throw e;
                }
                force(grown);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
