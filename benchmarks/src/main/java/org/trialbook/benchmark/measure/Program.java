package org.trialbook.benchmark.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A program of another kind, run to its end with the JDK of this process.
public final class Program {

    private Program() {}

    /// @param directory where it runs
    /// @return what it prints; what it complains of is printed here
    /// @throws IOException if it is not there, or does not end well
    public static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = prepared(directory, command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("%s ended with %d".formatted(String.join(" ", command), process.exitValue()));
        }
        return output;
    }

    /// One that is about to be started.
    public static ProcessBuilder prepared(Path directory, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TRIALBOOK_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("TRIALBOOK_JAVA_OPTS");
        return builder;
    }
}
