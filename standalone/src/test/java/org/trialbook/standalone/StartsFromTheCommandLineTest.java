package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.trial.CommandSideApplication;
import org.trialbook.view.QuerySideApplication;

/// The real programs, each in a process of its own: what they say on which stream, and with which code they end.
class StartsFromTheCommandLineTest {

    @TempDir
    Path directory;

    private record Ended(int code, String out, String err) {}

    /// A program that was started in an empty directory.
    private record Started(Process process, Path out, Path err) {
        Ended ended() throws IOException, InterruptedException {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private Started start(String name, Class<?> program, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(words));
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        Path where = Files.createDirectory(directory.resolve(name));
        return new Started(
                new ProcessBuilder(command)
                        .directory(where.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start(),
                out,
                err);
    }

    /// A port that nobody listens on.
    private static int nobodysPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsOneSentenceAndNoTrace() throws Exception {
        String address = "127.0.0.1:" + nobodysPort();
        String[] settings = {
            "--trialbook.mongodb.uri=mongodb://" + address + "/?serverSelectionTimeoutMS=500",
            "--server.port=0",
            "--spring.profiles.active=demo"
        };
        Map<String, Started> programs = new LinkedHashMap<>();
        programs.put("commands", start("commands", CommandSideApplication.class, settings));
        programs.put("queries", start("queries", QuerySideApplication.class, settings));
        programs.put(
                "both",
                start(
                        "both",
                        TrialbookMain.class,
                        Stream.concat(Stream.of("serve"), Stream.of(settings)).toArray(String[]::new)));
        for (Map.Entry<String, Started> program : programs.entrySet()) {
            Ended ended = program.getValue().ended();
            assertThat(ended.code()).as(program.getKey()).isEqualTo(2);
            assertThat(ended.err().strip())
                    .as(program.getKey())
                    .startsWith("The store of the record does not answer at " + address)
                    .doesNotContain("\n");
            assertThat(ended.out().lines())
                    .as(program.getKey())
                    .noneMatch(line -> line.matches("\\s+(at )?[\\w.$/]+\\([^)]*\\)")
                            || line.startsWith("Caused by")
                            || line.contains("Stack trace"));
        }
    }

    @Test
    void helpStartsNothing() throws Exception {
        Map<String, Started> programs = new LinkedHashMap<>();
        programs.put("trialbook serve commands", start("commands", CommandSideApplication.class, "--help"));
        programs.put("trialbook serve queries", start("queries", QuerySideApplication.class, "--server.port=0", "-h"));
        programs.put("trialbook serve", start("both", TrialbookMain.class, "serve", "--help"));
        programs.put("trialbook demo", start("demo", TrialbookMain.class, "demo", "--help"));
        programs.put("trialbook confirm-clock", start("confirm", TrialbookMain.class, "confirm-clock", "--help"));
        for (Map.Entry<String, Started> program : programs.entrySet()) {
            Ended ended = program.getValue().ended();
            assertThat(ended.code()).as(program.getKey()).isZero();
            assertThat(ended.err()).as(program.getKey()).isEmpty();
            assertThat(ended.out()).startsWith("Usage: " + program.getKey());
        }
        try (Stream<Path> made = Files.walk(directory)) {
            assertThat(made.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .allMatch(file -> file.endsWith(".out") || file.endsWith(".err"));
        }
    }

    @Test
    void aWordThatIsNoSettingIsRefused() throws Exception {
        Map<String, Started> programs = new LinkedHashMap<>();
        programs.put("commands", start("commands", CommandSideApplication.class, "port=8081"));
        programs.put("queries", start("queries", QuerySideApplication.class, "port=8081"));
        programs.put("both", start("both", TrialbookMain.class, "serve", "port=8081"));
        for (Map.Entry<String, Started> program : programs.entrySet()) {
            Ended ended = program.getValue().ended();
            assertThat(ended.code()).as(program.getKey()).isEqualTo(2);
            assertThat(ended.err().strip())
                    .contains("'port=8081' is no setting")
                    .doesNotContain("\n");
        }
    }

    /// What reaches the server: one that it cannot read is named.
    @Test
    void theDemoTakesSettingsAsServeDoes() throws Exception {
        Ended ended = start(
                        "demo",
                        TrialbookMain.class,
                        "demo",
                        "--exit",
                        "--subjects=1",
                        "--server.address=no address at all")
                .ended();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().strip()).contains("server.address").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--trialbook.mongodb.uri=mongodb://127.0.0.1:9",
                "--trialbook.keys-dir=keys",
                "--trialbook.keysDir=keys",
                "--TRIALBOOK.KEYS_DIR=keys",
                "--trialbook.demo-dir=demo",
                "--trialbook.demo-begins=2024-01-01T00:00:00Z",
                "--trialbook.study=OTHER",
                "--spring.profiles.active=production",
                "--server.port=9"
            })
    void whatMakesItTheDemoIsNotTaken(String setting) {
        assertThat(refused(setting)).contains(setting.split("=", 2)[0] + " is set by the demo itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--subject=3", "--finish", "subjects", "server.port=9", "-x"})
    void anOptionThatTheDemoDoesNotHaveIsNotTaken(String option) {
        assertThat(refused(option)).contains("Unknown option: '" + option + "'");
    }

    private String refused(String word) {
        StringWriter said = new StringWriter();
        Path data = directory.resolve("demo");
        assertThat(TrialbookMain.commandLine()
                        .setErr(new PrintWriter(said, true))
                        .execute("demo", "--exit", "--data=" + data, word))
                .isEqualTo(2);
        assertThat(data).doesNotExist();
        return said.toString();
    }
}
