package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Scale;
import org.trialbook.benchmark.question.Measurement;
import org.trialbook.benchmark.question.Trials;

/// Each question at a size at which its figures mean nothing.
class EveryQuestionIsAnsweredTest {

    /// What is neither in this module nor in Java is not there in a test; PostgreSQL may be absent, too.
    private static final Map<String, String> MAY_BE_ABSENT = Map.of(
            "append", "PostgreSQL",
            "commands", "PostgreSQL",
            "disk", "the demo's lines",
            "logs", "Tessera and immudb",
            "before", "the engine of commit 6a4840ae",
            "media", "the server",
            "trial", "the server");

    private static final Set<String> NEED_A_REPOSITORY = Set.of("logs", "before", "media", "trial");

    @TempDir
    Path directory;

    @TempDir
    Path repository;

    static List<String> names() {
        return Measurement.all().stream().map(Measurement::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFigureIsMeasured(String name) throws Exception {
        Measurement question = Measurement.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Figure> figures = new ArrayList<>();
        question.ask(new Measurement.Bench(Scale.TINY, Trials.ALL, directory, repository, figures::add));
        assertThat(figures).isNotEmpty().allSatisfy(figure -> {
            assertThat(figure.question()).isEqualTo(name);
            // What is absent, the table says.
            assertThat(figure.samples() != null || figure.what().equals(MAY_BE_ABSENT.get(name)))
                    .as(figure.toString())
                    .isTrue();
        });
        assertThat(figures.stream().anyMatch(figure -> figure.samples() != null))
                .isNotEqualTo(NEED_A_REPOSITORY.contains(name));
        assertThat(Table.of(figures)).contains(name);
    }
}
