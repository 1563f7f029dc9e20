package org.trialbook.trial.subject;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.protocol.Precondition;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.subject.Chart.History;

/// The submissions that acts wait for. They bear the read's code and not the subject, so that they are found only
/// once the chart has told the code.
public final class ReadsAskedFor {

    private ReadsAskedFor() {}

    /// The submissions that this act waits for.
    public static Boundary boundary(String act, Chart chart) {
        Boundary boundary = Boundary.none();
        if (chart.protocol() == null || chart.history().isEmpty()) {
            return boundary;
        }
        for (String code :
                codes(chart.protocol().ordered(act).stream(), chart.history().get())) {
            boundary =
                    boundary.and(new Criterion(Set.of(ReadSubmitted.class), Set.of(new EventTag(EventTag.READ, code))));
        }
        return boundary;
    }

    /// The codes of the subject's reads that any act waits for.
    static Set<String> of(@Nullable Protocol protocol, History history) {
        Set<String> codes = new HashSet<>();
        if (protocol != null) {
            protocol.order().keySet().forEach(act -> codes.addAll(codes(protocol.ordered(act).stream(), history)));
        }
        return codes;
    }

    private static Set<String> codes(Stream<Precondition> before, History history) {
        return before.filter(Precondition::submission)
                .map(first -> Optional.ofNullable(history.reads().get(first.recording())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
