package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A directory's files, as blocks are kept in them: [DirectoryOnDisk], or in tests one whose power is cut.
interface LogDirectory {

    /// Names of the files, in no order.
    List<String> names() throws IOException;

    /// A file that is there.
    LogFile open(String name) throws IOException;

    /// A file of so many zeros, on the disk whole with its name, or not at all.
    LogFile create(String name, long bytes) throws IOException;

    /// Gives a file another name, and returns once that is on the disk. Who has it open keeps it.
    void rename(String from, String to) throws IOException;

    /// One file. Reads may go on beside a write.
    interface LogFile extends AutoCloseable {
        long size() throws IOException;

        /// Reads until the buffer is full or the file ends.
        void read(ByteBuffer into, long position) throws IOException;

        /// Writes within the file's size.
        void write(ByteBuffer bytes, long position) throws IOException;

        /// Returns once all that was written is on the disk.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }
}
