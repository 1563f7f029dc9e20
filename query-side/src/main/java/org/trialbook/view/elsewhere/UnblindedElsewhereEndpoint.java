package org.trialbook.view.elsewhere;

import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.view.question.QuestionRoutes;

/// `GET …/unblinded/…`, in a process that holds no blinding key: whoever may know the allocation is told to ask one
/// that does, and everybody else is refused as there. Which of the two follows from the role alone.
@RestController
public final class UnblindedElsewhereEndpoint implements Answering {

    /// Of those about what is sealed, the one that the most roles may ask.
    private static final QuestionPermission UNBLINDED = SharedQuestions.UNBLINDED_ALLOCATION;

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(UNBLINDED);
    }

    @GetMapping(QuestionRoutes.STUDY + "/unblinded/{*path}")
    void elsewhere(Caller caller) {
        Permissions.require(caller, UNBLINDED);
        throw new ProblemException(Problem.of(
                "shown-elsewhere",
                "Nothing sealed is shown here",
                404,
                "This process holds no blinding key. Ask the same of the query side that does"
                        + " (trialbook.blinded=false): whoever operates the record knows its address."));
    }
}
