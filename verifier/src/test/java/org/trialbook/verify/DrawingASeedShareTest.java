package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShareFile;
import org.trialbook.event.StudyId;

/// `seed-share`, as the sponsor and the statistician run it.
class DrawingASeedShareTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");

    @TempDir
    private Path directory;

    private CommandLineRun draw(String party, Path file) {
        return CommandLineRun.of(
                "seed-share", "draw", "--party", party, "--study", "HOT-CRT", "--out", file.toString());
    }

    @Test
    void theCommitmentIsPrintedAndTheShareIsInAFileOfItsOwn() throws IOException {
        for (SeedParty party : SeedParty.values()) {
            Path file = directory.resolve("seed-share." + party.storedName());
            CommandLineRun run = draw(party.storedName(), file);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().strip())
                    .isEqualTo(SeedShareFile.open(file, STUDY, party).commitment(STUDY, party));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(run.out())
                    .doesNotContain(SeedShareFile.open(file, STUDY, party).hex());
        }
    }

    @Test
    void theCommitmentIsToldOnceMore() {
        Path file = directory.resolve("share");
        CommandLineRun drawn = draw("sponsor", file);
        CommandLineRun again = CommandLineRun.of(
                "seed-share", "commitment", "--party", "sponsor", "--study", "HOT-CRT", "--share", file.toString());
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(drawn.out());
        CommandLineRun others = CommandLineRun.of(
                "seed-share",
                "commitment",
                "--party",
                "statistician",
                "--study",
                "HOT-CRT",
                "--share",
                file.toString());
        assertThat(others.exitCode()).isEqualTo(2);
        assertThat(others.err()).contains("is not the share of the statistician of HOT-CRT");
    }

    @Test
    void aShareThatIsThereIsNeverWrittenOver() throws IOException {
        Path file = directory.resolve("share");
        draw("sponsor", file);
        byte[] before = Files.readAllBytes(file);
        CommandLineRun run = draw("sponsor", file);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("is there already");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void misuseExitsWithTwo() {
        String out = directory.resolve("share").toString();
        for (List<String> args : List.of(
                List.of("seed-share"),
                List.of("seed-share", "draw", "--study", "HOT-CRT", "--out", out),
                List.of("seed-share", "draw", "--party", "operator", "--study", "HOT-CRT", "--out", out),
                List.of("seed-share", "draw", "--party", "sponsor", "--study", "hot crt", "--out", out),
                List.of("seed-share", "draw", "--party", "sponsor", "--study", "HOT-CRT"))) {
            CommandLineRun run = CommandLineRun.of(args.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s", args).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("Usage: trialbook seed-share");
        }
        assertThat(directory).isEmptyDirectory();
        assertThat(CommandLineRun.of(
                                "seed-share", "commitment", "--party", "sponsor", "--study", "HOT-CRT", "--share", out)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void helpTellsTheOrderOfThings() {
        CommandLineRun run = CommandLineRun.of("seed-share", "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("only when the other party's commitment stands in the record");
        assertThat(CommandLineRun.of("seed-share", "draw", "--help").out()).contains("0   drawn and written");
    }
}
