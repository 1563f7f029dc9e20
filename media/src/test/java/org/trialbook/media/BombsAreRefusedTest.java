package org.trialbook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process with a heap of 64 MiB looks into every [Bombs] one after the other. Each is refused, none ends the
/// memory, and for none is more done than so much: what is allocated is counted, since a clock would say how
/// busy the machine is.
class BombsAreRefusedTest {

    private static final long MOST_ALLOCATED = 2_000;

    @TempDir
    private Path directory;

    @Test
    void everyOneIsRefusedInASmallHeapAndWithinABudget() throws IOException, InterruptedException {
        Map<String, String> names = new TreeMap<>();
        for (Map.Entry<String, Supplier<byte[]>> bomb : Bombs.all().entrySet()) {
            String file = "%02d".formatted(names.size());
            names.put(file, bomb.getKey());
            Files.write(directory.resolve(file), bomb.getValue().get());
        }

        List<String> told = new ArrayList<>();
        for (String line : looked()) {
            String[] parts = line.split("\t");
            String bomb = names.remove(parts[0]);
            System.err.println(bomb + ": " + parts[1] + ", " + parts[2] + " MiB allocated, " + parts[3] + " ms");
            if (parts[1].equals("taken") || parts[1].startsWith("died") || Long.parseLong(parts[2]) > MOST_ALLOCATED) {
                told.add(bomb + ": " + line);
            }
        }
        assertThat(told).isEmpty();
        assertThat(names).as("what the process did not come to").isEmpty();
    }

    private List<String> looked() throws IOException, InterruptedException {
        Path out = directory.resolveSibling(directory.getFileName() + ".out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        GateInASmallHeap.class.getName(),
                        directory.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }
}
