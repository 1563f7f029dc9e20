package org.trialbook.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// What a disk does for the log, one step at a time: [DirectoryOnDisk], or in tests one whose power is cut between
/// any two steps. Its text is its path.
interface LogDirectory {

    /// Names of the files, in no order.
    List<String> names() throws IOException;

    /// A file that is there.
    LogFile open(String name) throws IOException;

    /// An empty file, in place of one that has the name. It has its name for sure once the directory is forced.
    LogFile create(String name) throws IOException;

    /// Gives a file another name, and takes that from the file that had it: at once, and for sure once the
    /// directory is forced. Who has a file open keeps it.
    void rename(String from, String to) throws IOException;

    /// Returns once all names are on the disk.
    void force() throws IOException;

    /// One file. Reads may go on beside a write.
    interface LogFile extends AutoCloseable {
        long size() throws IOException;

        /// Reads until the buffer is full or the file ends.
        void read(ByteBuffer into, long position) throws IOException;

        /// Writes, beyond the end too: what lies between is zeros.
        void write(ByteBuffer bytes, long position) throws IOException;

        /// Returns once all that was written is on the disk.
        ///
        /// @param grown whether the file has grown since, and its size must be on the disk too
        void force(boolean grown) throws IOException;

        @Override
        void close() throws IOException;
    }
}
