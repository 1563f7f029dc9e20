package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Whoever asks for help finds every command, also what `./trialbook` starts from another jar.
class ListOfCommandsTest {

    /// A command that the script sends to a jar of its own, as the first word of a pattern: `"carry-over "*)`.
    private static final Pattern ROUTED = Pattern.compile("\"([a-z-]+) \"\\*");
    /// Ours, and none of whoever keeps a record.
    private static final String MEASURING = "benchmark";

    @Test
    void helpListsWhatTheScriptRoutes() throws IOException {
        List<String> routed = ROUTED.matcher(Files.readString(Path.of("..", "trialbook")))
                .results()
                .map(MatchResult::group)
                .map(word -> word.replaceAll("[\" *]", ""))
                .filter(word -> !word.equals(MEASURING))
                .toList();
        assertThat(routed).contains("carry-over", "verify", "witness");
        assertThat(new CommandLine(new TrialbookMain()).getSubcommands())
                .containsKeys(routed.toArray(String[]::new))
                .containsKeys("backup", "restore", "archive");
    }

    @Test
    void carryOverSaysWhereItIs() {
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new TrialbookMain())
                .setErr(new PrintWriter(err, true))
                .execute("carry-over", "old", "new");
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("run ./trialbook carry-over OLD NEW");
    }
}
