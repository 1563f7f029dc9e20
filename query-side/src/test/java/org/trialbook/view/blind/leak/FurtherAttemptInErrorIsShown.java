package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.view.blind.Deed;

/// That there was a further attempt, though it was another subject's.
final class FurtherAttemptInErrorIsShown implements Leak {

    @Override
    public String imitates() {
        return "whichever attempt was entered in error, it is recorded of the first";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(FurtherAttemptInErrorIsShown::ofTheFirst).toList();
    }

    private static Deed ofTheFirst(Deed deed) {
        return deed.event() instanceof AttemptEnteredInError error
                ? deed.with(new AttemptEnteredInError(error.study(), error.subject(), error.site(), 1, error.because()))
                : deed;
    }
}
