package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/where.md` asks twenty questions, answered by a file's name: each file is there, and says what was asked for.
class WhereThingsAreTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| ([^|]+\\?) \\| `([\\w/]+\\.java)` \\| `([^`]+)` \\|$", Pattern.MULTILINE);
    private static final Path REPOSITORY = Path.of("..");

    @Test
    void everyAnswerIsAFileThatSaysWhatWasAskedFor() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<MatchResult> rows = ROW.matcher(
                        Files.readString(REPOSITORY.resolve("docs").resolve("where.md")))
                .results()
                .toList();
        List<Path> sources = sources();
        for (MatchResult row : rows) {
            Path answer = Path.of(row.group(2));
            List<Path> sameName = sources.stream()
                    .filter(source -> source.endsWith(answer.getFileName()))
                    .toList();
            if (sameName.size() != 1 || !sameName.getFirst().endsWith(answer)) {
                wrong.add("%s %s is not the one file of its name: %s".formatted(row.group(1), answer, sameName));
            } else if (!Files.readString(sameName.getFirst()).contains(row.group(3))) {
                wrong.add("%s %s does not say '%s'".formatted(row.group(1), answer, row.group(3)));
            }
        }

        assertThat(rows).hasSize(22);
        assertThat(wrong).isEmpty();
    }

    /// What `docs/yardstick.md` says is held by a test is held by one that is there.
    @Test
    void everyTestOfTheYardstickIsThere() throws IOException {
        List<String> sources = sources().stream()
                .map(source -> source.getFileName().toString())
                .toList();
        List<String> named = Pattern.compile("`(\\w+Test)`")
                .matcher(Files.readString(REPOSITORY.resolve("docs").resolve("yardstick.md")))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named).allSatisfy(name -> assertThat(sources).contains(name + ".java"));
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            for (Path module : modules.toList()) {
                Path src = module.resolve("src");
                if (Files.isDirectory(src)) {
                    try (Stream<Path> files = Files.walk(src)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }
}
