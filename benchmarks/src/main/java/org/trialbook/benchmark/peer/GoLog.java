package org.trialbook.benchmark.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.Load;
import org.trialbook.benchmark.measure.Program;
import tools.jackson.databind.json.JsonMapper;

/// A log that others wrote in Go, in a process of its own that makes its load itself (`benchmarks/go`).
public final class GoLog implements Contender {
    private final String name;
    private final Process process;
    private final BufferedReader answers;

    private GoLog(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Builds the program that has them all.
    ///
    /// @param sources `benchmarks/go`
    /// @param program the file that is made
    /// @throws IOException if there is no Go, or it cannot be built
    public static void build(Path sources, Path program) throws IOException, InterruptedException {
        Program.run(sources, "go", "build", "-o", program.toString(), ".");
    }

    /// @param name as it stands in the table
    /// @param log as the program calls it
    /// @param directory is made
    public static GoLog open(String name, Path program, String log, Path directory) throws IOException {
        Files.createDirectories(directory);
        return new GoLog(
                name,
                Program.prepared(directory, program.toString(), log, directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Load load(int callers, Duration duration) throws IOException {
        var loads = process.outputWriter(StandardCharsets.UTF_8);
        loads.write(callers + " " + duration.toMillis() / 1e3 + "\n");
        loads.flush();
        @Nullable String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(name + " ended");
        }
        return JsonMapper.shared().readValue(answer, Load.class);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
