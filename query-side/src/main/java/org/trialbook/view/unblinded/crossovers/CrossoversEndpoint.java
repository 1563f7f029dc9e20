package org.trialbook.view.unblinded.crossovers;

import static org.trialbook.view.unblinded.crossovers.CrossoverProjection.CROSSOVERS;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.answer.SiteScope;
import org.trialbook.view.unblinded.UnblindedAnswers;
import org.trialbook.view.unblinded.UnblindedAnswers.Shown;

/// `GET …/unblinded/crossovers`: the figures over all subjects the caller may see, and a page of those for whom a
/// crossover was asked for.
@RestController
public final class CrossoversEndpoint {

    private final UnblindedAnswers answers;

    public CrossoversEndpoint(UnblindedAnswers answers) {
        this.answers = answers;
    }

    record CrossoversAnswer(CrossoverStatistics statistics, List<Asked> subjects) {}

    record Asked(
            String subject, @Nullable String site, @Nullable String arm, List<CrossoversView.Request> requests) {}

    @Asks(Question.UNBLINDED_CROSSOVERS)
    @GetMapping(Paths.UNBLINDED + "/crossovers")
    public ResponseEntity<byte[]> crossovers(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.UNBLINDED_CROSSOVERS);
        PageRequest page = PageRequest.of(limit, after);
        return answers.answer(caller, Question.UNBLINDED_CROSSOVERS, asOf, moment -> {
            SortedMap<String, CrossoversView> seen = new TreeMap<>();
            SortedMap<String, Asked> asked = new TreeMap<>();
            moment.all(CROSSOVERS).forEach((id, view) -> {
                if (view.counts() && SiteScope.maySee(caller, view.site())) {
                    seen.put(id, view);
                    if (!view.requests().isEmpty()) {
                        asked.put(
                                id,
                                new Asked(
                                        id,
                                        view.site(),
                                        view.arm(),
                                        List.copyOf(view.requests().values())));
                    }
                }
            });
            PageRequest.Page<Asked> found = page.of(asked);
            // By site and arm the figures can be about one subject each: they show something of everybody in them.
            return new Shown<>(
                    QueryResponses.Body.page(
                            new CrossoversAnswer(CrossoverStatistics.of(seen.values()), found.items()), found.next()),
                    seen.keySet());
        });
    }
}
