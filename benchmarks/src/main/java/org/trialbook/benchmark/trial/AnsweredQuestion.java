package org.trialbook.benchmark.trial;

import java.util.List;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.measure.Timings;

/// How a question was answered about a trial of one size.
///
/// @param question what was asked, and whether live or as of earlier moments
/// @param rounds what each round took; empty where it could not be asked
/// @param processorMillis what the server's process had of the processors for each request of these rounds, all
///     of its threads together: on a machine that does something else as well it says more than the time that
///     passed
/// @param failure why not; empty where it could
public record AnsweredQuestion(String question, List<Timings> rounds, double processorMillis, String failure) {

    /// Milliseconds.
    public Samples medians() {
        return new Samples(rounds.stream().map(Timings::medianMillis).toList());
    }

    public Timings all() {
        return Timings.together(rounds);
    }
}
