package org.trialbook.media;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks into each file of a directory, in a process of its own: what came of it, and how much was allocated
/// for it.
final class GateInASmallHeap {

    private GateInASmallHeap() {}

    /// @param arguments the directory
    public static void main(String[] arguments) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
            files = found.sorted().toList();
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Path file : files) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long worked = threads.getCurrentThreadCpuTime();
            String verdict;
            try {
                verdict = switch (MediaGate.verdict(file)) {
                    case MediaVerdict.Taken _ -> "taken";
                    case MediaVerdict.Identifying _ -> "identifying";
                    case MediaVerdict.Malformed malformed -> "malformed: " + malformed.why();
                    case MediaVerdict.Unknown _ -> "unknown";
                };
            } catch (Throwable e) {
                verdict = "died: " + e;
            }
            System.out.println(file.getFileName() + "\t" + verdict + "\t"
                    + (threads.getCurrentThreadAllocatedBytes() - allocated) / (1 << 20) + "\t"
                    + (threads.getCurrentThreadCpuTime() - worked) / 1_000_000);
        }
    }
}
