package org.trialbook.view.unblinded.allocation;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;

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
import org.trialbook.event.SubjectId;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.answer.SiteScope;
import org.trialbook.view.unblinded.UnblindedAnswers;
import org.trialbook.view.unblinded.UnblindedAnswers.Shown;

/// `GET …/unblinded/allocation`
@RestController
public final class AllocationEndpoint {

    private final UnblindedAnswers answers;

    public AllocationEndpoint(UnblindedAnswers answers) {
        this.answers = answers;
    }

    record AllocationAnswer(List<?> allocation) {}

    @Asks(Question.UNBLINDED_ALLOCATION)
    @GetMapping(Paths.UNBLINDED + "/allocation")
    public ResponseEntity<byte[]> allocation(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.UNBLINDED_ALLOCATION);
        PageRequest page = PageRequest.of(limit, after);
        return answers.answer(caller, Question.UNBLINDED_ALLOCATION, asOf, moment -> {
            SortedMap<String, AllocationView> list = new TreeMap<>();
            moment.all(ALLOCATION).forEach((id, view) -> {
                if (SiteScope.maySee(caller, view.site())) {
                    list.put(id, view);
                }
            });
            PageRequest.Page<AllocationView> found = page.of(list);
            return new Shown<>(
                    QueryResponses.Body.page(
                            new AllocationAnswer(found.items().stream()
                                    .map(line -> answers.placed(caller, new SubjectId(line.subject()), line))
                                    .toList()),
                            found.next()),
                    found.items().stream().map(AllocationView::subject).toList());
        });
    }
}
