package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Scale;
import org.trialbook.benchmark.question.Measurement;

/// Each question at a size at which its figures mean nothing.
class EveryQuestionIsAnsweredTest {

    @TempDir
    Path directory;

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
        question.ask(new Measurement.Bench(Scale.TINY, directory, figures::add));
        assertThat(figures).isNotEmpty().allSatisfy(figure -> {
            assertThat(figure.question()).isEqualTo(name);
            // PostgreSQL may be absent; then the table says so.
            assertThat(figure.samples() != null || figure.what().equals("PostgreSQL"))
                    .isTrue();
        });
        assertThat(figures).anySatisfy(figure -> assertThat(figure.samples()).isNotNull());
        assertThat(Table.of(figures)).contains(name);
    }
}
