package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.verify.attack.HistoryAttack;
import org.trialbook.verify.attack.OpenedBundle;

class TwoHistoriesOfOneLogTest {

    static final List<HistoryAttack> ATTACKS = HistoryAttack.ALL;

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();

    private CommandLineRun run(String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--key";
        all[args.length + 1] = key.verifier().toString();
        return CommandLineRun.of(all);
    }

    private static String finding(String code, OptionalLong at) {
        return "{\"code\":\"" + code + "\",\"position\":" + at.getAsLong() + ",";
    }

    @ParameterizedTest
    @FieldSource("ATTACKS")
    void areToldApartByWhateverTheInspectorKept(HistoryAttack attack) throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        Path checkpoint =
                Files.write(directory.resolve("kept"), Objects.requireNonNull(bundle.files.get("checkpoint")));
        Path older = bundle.writeTo(directory.resolve("older.zip"));
        attack.on(bundle, key);
        Path newer = bundle.writeTo(directory.resolve("newer.zip"));
        assertThat(run("verify", newer.toString()).exitCode()).isZero();

        CommandLineRun bundles = run("consistency", older.toString(), newer.toString(), "--json");
        assertThat(bundles.exitCode()).isEqualTo(1);
        assertThat(bundles.out()).contains(finding(attack.answeredWith(), attack.answeredAt()));
        assertThat(run("consistency", older.toString(), newer.toString()).out())
                .contains("does not soundly continue")
                .contains(attack.answeredWith());
        for (CommandLineRun kept : List.of(
                run("consistency", checkpoint.toString(), newer.toString(), "--json"),
                run("verify", newer.toString(), "--since", checkpoint.toString(), "--json"))) {
            assertThat(kept.exitCode()).isEqualTo(1);
            assertThat(kept.out()).contains(finding(attack.answeredWith(), attack.answeredAtByCheckpoint()));
        }
    }

    @Test
    void aLogThatOnlyGrewIsConsistent() throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        Path checkpoint =
                Files.write(directory.resolve("kept"), Objects.requireNonNull(bundle.files.get("checkpoint")));
        Path older = bundle.writeTo(directory.resolve("older.zip"));
        Path newer = OpenedBundle.sound(key, 20).writeTo(directory.resolve("newer.zip"));
        for (Path before : List.of(older, newer, checkpoint)) {
            CommandLineRun grown = run("consistency", before.toString(), newer.toString());
            assertThat(grown.err()).isEmpty();
            assertThat(grown.exitCode()).isZero();
            assertThat(grown.out()).startsWith("consistent: the " + (before.equals(newer) ? 20 : 12) + " events of ");
        }
        assertThat(CommandLineRun.of("consistency", older.toString(), newer.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void bundlesOfTwoKeysAreNotOneLog() throws Exception {
        Path older = OpenedBundle.sound(key).writeTo(directory.resolve("older.zip"));
        Path newer = OpenedBundle.sound(OpenedBundle.newKey()).writeTo(directory.resolve("newer.zip"));
        CommandLineRun run = CommandLineRun.of("consistency", older.toString(), newer.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("foreign-key");
    }

    @Test
    void whatIsNeitherBundleNorCheckpointIsUnreadable() throws Exception {
        Path newer = OpenedBundle.sound(key).writeTo(directory.resolve("newer.zip"));
        Path garbage = Files.writeString(directory.resolve("garbage"), "hello");
        assertThat(run("consistency", garbage.toString(), newer.toString()).exitCode())
                .isEqualTo(2);
        assertThat(run("consistency", newer.toString(), garbage.toString()).exitCode())
                .isEqualTo(2);
        assertThat(run("verify", newer.toString(), "--since", garbage.toString())
                        .exitCode())
                .isEqualTo(2);
    }
}
