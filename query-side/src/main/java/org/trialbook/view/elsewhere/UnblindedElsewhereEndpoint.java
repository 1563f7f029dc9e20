package org.trialbook.view.elsewhere;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Caller;
import org.trialbook.access.ForEverybody;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.view.question.QuestionRoutes;

/// `GET …/unblinded/…`, in a process that holds no blinding key: whoever may know the allocation is told to ask one that
/// does, and everybody else that there is nothing. Which of the two follows from the role alone.
@RestController
public final class UnblindedElsewhereEndpoint {

    @GetMapping(QuestionRoutes.STUDY + "/unblinded/{*path}")
    @ForEverybody("says where what is sealed is shown, and nothing of it")
    void elsewhere(Caller caller) {
        throw new ProblemException(
                caller.blinded()
                        ? Problems.noSuchPath()
                        : Problem.of(
                                "shown-elsewhere",
                                "Nothing sealed is shown here",
                                404,
                                "This process holds no blinding key. Ask the same of the query side that does"
                                        + " (trialbook.blinded=false): whoever operates the record knows its address."));
    }
}
