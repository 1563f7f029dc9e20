package org.trialbook.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a main class in a JVM of its own, with the class path of the tests.
final class ChildProcess {
    private ChildProcess() {}

    static Process start(Class<?> main, List<String> arguments, Path errors) throws IOException {
        return start("-Xmx256m", main, arguments, errors);
    }

    static Process start(String heap, Class<?> main, List<String> arguments, Path errors) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                // They live for a second or two.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }
}
