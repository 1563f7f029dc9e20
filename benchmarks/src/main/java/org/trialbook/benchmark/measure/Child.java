package org.trialbook.benchmark.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A Java process of its own, for what must be measured with memory or processors of its own.
public final class Child {

    private Child() {}

    /// Runs a main class on this process's class path and reads the `name=number` lines that it prints.
    ///
    /// @throws IOException if it fails, or prints anything else
    public static Map<String, Double> run(List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return run(System.getProperty("java.class.path"), options, main, arguments);
    }

    /// The same on another class path, or in another executable jar.
    public static Map<String, Double> run(String classPath, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        if (classPath.endsWith("-exec.jar")) {
            command.addAll(List.of(
                    "-Dloader.main=" + main.getName(),
                    "-cp",
                    classPath,
                    "org.springframework.boot.loader.launch.PropertiesLauncher"));
        } else {
            command.addAll(List.of("-cp", classPath, main.getName()));
        }
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(main.getSimpleName() + " ended with " + process.exitValue());
        }
        Map<String, Double> numbers = new HashMap<>();
        for (String line : output.lines().toList()) {
            String[] parts = line.split("=", 2);
            if (parts.length != 2) {
                throw new IOException(main.getSimpleName() + " printed " + line);
            }
            numbers.put(parts[0], Double.valueOf(parts[1]));
        }
        return numbers;
    }
}
