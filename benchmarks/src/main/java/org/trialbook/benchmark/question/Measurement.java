package org.trialbook.benchmark.question;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Scale;

/// Something one wants to know about the log, and how it is found out.
public interface Measurement {

    /// As it is given on the command line, and stands in the table.
    String name();

    /// What is found out, in one line.
    String asks();

    /// Whether it is only asked by name: it takes longer, or more of the disk, than all others together.
    default boolean onlyByName() {
        return false;
    }

    /// Measures, and tells each figure as soon as it is known.
    void ask(Bench bench) throws Exception;

    /// What a question works with.
    ///
    /// @param directory empty, on the disk that is measured; emptied afterwards
    /// @param trials which whole trials are asked
    /// @param repository where Trialbook is checked out: its launcher, its history, and what is not in Java
    record Bench(Scale scale, Trials trials, Path directory, Path repository, Consumer<Figure> table) {

        void tell(Figure figure) {
            table.accept(figure);
        }
    }

    /// Every question, in the order of the table.
    static List<Measurement> all() {
        return List.of(
                new Appending(),
                new OtherLogs(),
                new SteadyLoad(),
                new ThroughTheGateway(),
                new EngineReplaced(),
                new ConditionCost(),
                new TreeCost(),
                new Reading(),
                new Opening(),
                new DiskUse(),
                new MediaHeap(),
                new WholeTrial(),
                new Verifying(false),
                new Verifying(true));
    }
}
