package org.trialbook.verify.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Writes `conformance/` anew, all but its README.
public final class WriteConformanceKit {

    private WriteConformanceKit() {}

    /// @throws IOException if a file can't be written
    public static void into(Path directory) throws IOException {
        Map<String, byte[]> files = Kit.whole().files();
        for (Path there : present(directory)) {
            if (!files.containsKey(directory.relativize(there).toString().replace('\\', '/'))) {
                Files.delete(there);
            }
        }
        for (var file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
    }

    /// The files that were generated.
    public static List<Path> present(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(directory.resolve("README.md")))
                    .toList();
        }
    }
}
