package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Samples;

class TableTest {

    @Test
    void aFigureStandsWithItsSpreadAndItsTarget() {
        String table = Table.of(List.of(
                Figure.of("append", "ours", "appends/s", Samples.of(12_345.6, 11_000, 13_000))
                        .against(Goal.atLeast(10_000)),
                Figure.of("append", "p99", "ms", Samples.of(12.34, 9.5, 20)).against(Goal.atMost(10)),
                Figure.missing("append", "PostgreSQL", "does not start")));
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "| question | what | median | lowest … highest | rounds | target | reached | remark |",
                        table.lines().skip(1).findFirst().orElseThrow(),
                        "| append | ours | 12,346 appends/s | 11,000 … 13,000 | 3 | ≥ 10,000 | yes | |",
                        "| | p99 | 12.3 ms | 9.50 … 20.0 | 3 | ≤ 10.0 | NO | |",
                        "| | PostgreSQL | not measured | | | | | does not start |");
    }

    @Test
    void theTableTakesThePlaceOfTheOneBetweenTheMarkers(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("performance.md");
        Files.writeString(page, "before\n" + Report.BEGIN + "\nold\n" + Report.END + "\nafter\n");
        Report.replace(page, "new\n");
        assertThat(page).hasContent("before\n" + Report.BEGIN + "\nnew\n" + Report.END + "\nafter\n");
    }

    @Test
    void aPageWithoutMarkersIsLeftAlone(@TempDir Path directory) throws IOException {
        Path page = Files.writeString(directory.resolve("other.md"), Report.END + Report.BEGIN);
        assertThatThrownBy(() -> Report.replace(page, "new\n")).isInstanceOf(IOException.class);
        assertThat(page).hasContent(Report.END + Report.BEGIN);
    }

    @Test
    void thePageOfFiguresHasItsMarkers() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "performance.md"))).contains(Report.BEGIN, Report.END);
    }
}
