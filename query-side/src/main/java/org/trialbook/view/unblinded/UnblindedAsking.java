package org.trialbook.view.unblinded;

import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.checkpoint.SinceUnblinding;
import org.trialbook.view.projection.Views;
import org.trialbook.view.question.AllocationAccess;
import org.trialbook.view.question.Asked;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.Question;

/// Asks the unblinded views. There is no way to an answer but through here, and each says of whom it shows
/// something: that is recorded first.
public final class UnblindedAsking {
    private final Asking asking;
    private final SinceUnblinding unblinding;
    private final AllocationAccess allocationAccess;

    public UnblindedAsking(Asking asking, AllocationAccess allocationAccess) {
        this.asking = asking;
        this.unblinding = new SinceUnblinding(asking.views());
        this.allocationAccess = allocationAccess;
    }

    /// Answers a question, after it was recorded who was shown what.
    ///
    /// @throws org.trialbook.access.problem.ProblemException (503) when that cannot be recorded; and when the
    ///     caller may not ask it, or it can't be answered
    public ResponseEntity<byte[]> answer(Question<Shown> question, Caller caller, Asked asked) {
        Views.Answer<Shown> given = asking.ask(question, knowingNow(question, caller), asked);
        allocationAccess.record(
                caller, question.permission().name(), given.body().subjects());
        return asking.write(question, caller, asked, given.size(), given.body().answer());
    }

    /// The core laboratory's results wait for the study's unblinding where the protocol says so. That it has come
    /// is looked up for those alone who are told then, and of that question alone: the opened record holds more.
    private Caller knowingNow(Question<Shown> question, Caller caller) {
        boolean waits = question.permission().equals(SharedQuestions.UNBLINDED_CORE_LAB_RESULTS)
                && !question.permission().openTo(caller)
                && caller.waitsForResults();
        return waits && unblinding.recorded() ? caller.sinceUnblinding() : caller;
    }
}
