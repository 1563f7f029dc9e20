package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.verify.attack.OpenedBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Whatever an inspector is given, the answer is a sentence: no class of ours or of Java, no trace, no `null`.
class PlainWordsTest {

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();
    private String bundle = "unset";

    @BeforeEach
    void writeASoundBundle() throws IOException {
        bundle = OpenedBundle.sound(key).writeTo(directory.resolve("b.zip")).toString();
    }

    private static void isASentence(CommandLineRun run) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        String first = run.err().lines().findFirst().orElse("");
        assertThat(first.split(" ")).as(first).hasSizeGreaterThan(3);
        assertThat(run.err())
                .doesNotContain("Exception")
                .doesNotContain("Error")
                .doesNotContain("null")
                .doesNotContain("java.")
                .doesNotContain("org.trialbook")
                .doesNotContain("\tat ");
    }

    private Path odd(String kind) throws IOException {
        Path file = directory.resolve("odd");
        return switch (kind) {
            case "nothing" -> file;
            case "a directory" -> Files.createDirectory(file);
            case "an empty file" -> Files.createFile(file);
            case "an empty zip" ->
                Files.write(file, "PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
            case "half a bundle" -> {
                byte[] whole = Files.readAllBytes(Path.of(bundle));
                yield Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "a directory", "an empty file", "an empty zip", "half a bundle"})
    void whatIsNoBundleIsNamedWhereverItWasGiven(String kind) throws Exception {
        String odd = odd(kind).toString();
        String pinned = key.verifier().toString();
        for (List<String> command : List.of(
                List.of("verify", odd),
                List.of("verify", odd, "--randomization"),
                List.of("verify", odd, "--json"),
                List.of("verify", bundle, "--since", odd),
                List.of("verify", bundle, "--key", odd),
                List.of("verify", bundle, "--witness", odd),
                List.of("verify", bundle, "--randomization", "--blinding-key", odd),
                List.of("inclusion", odd, "--position", "1"),
                List.of("inclusion", odd, "--line", bundle, "--key", pinned),
                List.of("inclusion", bundle, "--line", odd, "--key", pinned),
                List.of("consistency", odd, bundle),
                List.of("consistency", bundle, odd))) {
            isASentence(CommandLineRun.of(command.toArray(String[]::new)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "a directory"})
    void aTokenThatCannotBeReadIsNamed(String kind) throws Exception {
        isASentence(CommandLineRun.of(
                "verify",
                "http://127.0.0.1:1/",
                "--key",
                key.verifier().toString(),
                "--token-file",
                odd(kind).toString()));
    }

    @Test
    void nobodyAnswersAtTheAddressOfTheServer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CommandLineRun run = CommandLineRun.of(
                "verify",
                "http://127.0.0.1:" + port + "/",
                "--key",
                key.verifier().toString());
        isASentence(run);
        assertThat(run.err()).contains("can't be had: nothing answers there");
    }

    @Test
    void ofABundleThatIsNotSoundItIsToldWhyEvenIfNoProofCanBeMade() throws Exception {
        Path broken = directory.resolve("broken.zip");
        withoutLeaves(Path.of(bundle), broken);

        CommandLineRun proof = CommandLineRun.of("inclusion", broken.toString(), "--position", "3", "--json");
        assertThat(proof.exitCode()).isEqualTo(1);
        assertThat(proof.out()).startsWith("{\"sound\":false,\"position\":3,").contains("\"code\":\"missing-entry\"");
        assertThat(CommandLineRun.of("inclusion", broken.toString(), "--position", "3")
                        .out())
                .contains("it is NOT proved that the event stands in the log");

        CommandLineRun compared = CommandLineRun.of("consistency", bundle, broken.toString(), "--json");
        assertThat(compared.exitCode()).isEqualTo(1);
        assertThat(compared.out()).startsWith("{\"sound\":false,").contains("\"code\":\"missing-entry\"");
    }

    private static void withoutLeaves(Path whole, Path file) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(whole));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals("leaves")) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
    }

    /// Stands for a fault of the verifier's own.
    @Command(name = "break")
    static final class Breaking implements Callable<Integer> {
        private final Throwable with;

        Breaking(Throwable with) {
            this.with = with;
        }

        @Override
        public Integer call() throws Exception {
            if (with instanceof Error error) {
                throw error;
            }
            throw (Exception) with;
        }
    }

    @Test
    void aFaultOfTheVerifiersOwnIsNoFindingAndLeavesNoTrace() {
        for (Throwable fault : List.of(
                new IllegalStateException("org.trialbook.Something is null"),
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError())) {
            StringWriter err = new StringWriter();
            CommandLine command = VerifierMain.commandLine().addSubcommand(new Breaking(fault));
            command.setErr(new PrintWriter(err, true));
            isASentence(new CommandLineRun(command.execute("break"), "", err.toString()));
        }
    }
}
