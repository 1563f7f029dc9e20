package org.trialbook.view.unblinded.crossovers;

import static org.trialbook.view.unblinded.crossovers.CrossoverProjection.CROSSOVERS;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.unblinded.Shown;

/// The figures over all subjects the caller may see, and a page of those for whom a crossover was asked for.
public final class CrossoversQuestion extends Question<Shown> {

    public CrossoversQuestion() {
        super(SharedQuestions.UNBLINDED_CROSSOVERS, "/unblinded/crossovers", PAGES);
    }

    record CrossoversAnswer(CrossoverStatistics statistics, List<Asked> subjects) {}

    record Asked(
            String subject, @Nullable String site, @Nullable String arm, List<CrossoversView.Request> requests) {
        static Asked of(CrossoversView view) {
            return new Asked(
                    view.subject(),
                    view.site(),
                    view.arm(),
                    List.copyOf(view.requests().values()));
        }
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        SortedMap<String, CrossoversView> seen =
                new TreeMap<>(SiteScope.subjects(snapshot.all(CROSSOVERS), caller, null));
        seen.values().removeIf(view -> !view.counts());
        SortedMap<String, CrossoversView> asked = new TreeMap<>(seen);
        asked.values().removeIf(view -> view.requests().isEmpty());
        PageRequest.Page<CrossoversView> found = page.of(asked);
        // By site and arm the figures can be about one subject each: they show something of everybody in them.
        return new Shown(
                found.answer(new CrossoversAnswer(
                        CrossoverStatistics.of(seen.values()),
                        found.items().stream().map(Asked::of).toList())),
                seen.keySet());
    }
}
