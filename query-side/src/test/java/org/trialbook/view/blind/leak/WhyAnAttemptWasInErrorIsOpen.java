package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.view.blind.Deed;

/// That there was a further attempt, though it was another subject's, and what was tried.
final class WhyAnAttemptWasInErrorIsOpen implements Leak {

    @Override
    public String imitates() {
        return "an attempt is entered in error as a visit is";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(WhyAnAttemptWasInErrorIsOpen::asAVisit).toList();
    }

    private static Deed asAVisit(Deed deed) {
        return deed.event() instanceof AttemptEnteredInError error
                ? deed.with(new EnteredInError(
                        error.study(),
                        error.subject(),
                        error.site(),
                        "extra.1",
                        null,
                        null,
                        error.because().opened(),
                        null))
                : deed;
    }
}
