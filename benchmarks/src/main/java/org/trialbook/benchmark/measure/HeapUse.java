package org.trialbook.benchmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The heap of another JVM, as it logs its collections itself (`-Xlog:gc:file=…`).
///
/// @param highest MiB in use when a collection began or ended, at most: where all wait for it, it begins at the most;
///     where nobody does, there may be more at its end
/// @param highestKept MiB in use after one, at most: what was needed, as far as it saw
/// @param collections how many there were
public record HeapUse(int highest, int highestKept, int collections) {

    /// As in `GC(7) Pause Young (Normal) (G1 Evacuation Pause) 182M->41M(512M) 3.2ms` and, of ZGC, in
    /// `GC(3) Minor Collection (Allocation Rate) 86M(67%)->28M(22%) 0.003s`.
    private static final Pattern COLLECTION =
            Pattern.compile("\\b([0-9]+)M(?:\\([0-9]+%\\))?->([0-9]+)M\\([0-9]+[M%]\\)");

    /// @throws IOException if the file has no collection in it
    public static HeapUse in(Path gcLog) throws IOException {
        try (Stream<String> lines = Files.lines(gcLog)) {
            List<MatchResult> all =
                    lines.flatMap(line -> COLLECTION.matcher(line).results()).toList();
            if (all.isEmpty()) {
                throw new IOException(gcLog + " tells of no collection");
            }
            return new HeapUse(Math.max(highest(all, 1), highest(all, 2)), highest(all, 2), all.size());
        }
    }

    private static int highest(List<MatchResult> all, int group) {
        return all.stream()
                .mapToInt(found -> Integer.parseInt(found.group(group)))
                .max()
                .orElseThrow();
    }
}
