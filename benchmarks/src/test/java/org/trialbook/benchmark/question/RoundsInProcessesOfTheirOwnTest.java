package org.trialbook.benchmark.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Scale;

/// The engine replaced is not here, so the present one takes its place beside itself.
class RoundsInProcessesOfTheirOwnTest {

    @Test
    void eachThingIsMeasuredOfBothAndCompared(@TempDir Path directory) throws Exception {
        List<Figure> figures = new ArrayList<>();
        new EngineReplaced()
                .compare(
                        new Measurement.Bench(Scale.TINY, Trials.ALL, directory, directory, figures::add),
                        System.getProperty("java.class.path"));
        assertThat(figures).hasSize(6 * 3).noneMatch(figure -> figure.samples() == null);
        assertThat(figures)
                .filteredOn(figure -> figure.target() != null)
                .extracting(Figure::what, Figure::target)
                .containsExactly(
                        tuple("64 callers: Trialbook / 6a4840ae", Goal.atLeast(2)),
                        tuple("16 callers: Trialbook / 6a4840ae", Goal.atLeast(1.8)),
                        tuple("64 callers through the gateway: Trialbook / 6a4840ae", Goal.atLeast(1.5)));
        // The logs of a round are gone when it is over.
        assertThat(directory).isDirectoryContaining("glob:**/round").isDirectoryNotContaining("glob:**/log*");
    }
}
