package org.trialbook.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WitnessCommandTest {

    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine command =
                WitnessMain.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(err));
        return command.execute(args);
    }

    @Test
    void helpIsGivenEverywhere() {
        assertThat(run("--help")).isZero();
        assertThat(run("witness", "--help")).isZero();
        assertThat(run("witness", "serve", "--help")).isZero();
        assertThat(err.toString()).contains("--log", "--dir", "--name");
    }

    @Test
    void misuseIsExplained(@TempDir Path directory) {
        String log = WatchedLog.key(WatchedLog.ORIGIN, 1).verifier().toString();
        assertThat(run()).isEqualTo(2);
        assertThat(run("witness")).isEqualTo(2);
        assertThat(run("witness", "serve")).isEqualTo(2);
        assertThat(run("witness", "serve", "--dir=" + directory, "--name=w", "--log=nonsense"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--log: a verifier key reads name+id+key");
        assertThat(run("witness", "serve", "--dir=" + directory, "--name=a b", "--log=" + log))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--name: a key name");
    }
}
