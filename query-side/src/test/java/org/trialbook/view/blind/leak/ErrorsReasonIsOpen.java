package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.view.blind.Deed;

/// Why a form that tells the arm does not count, in clear.
final class ErrorsReasonIsOpen implements Leak {

    @Override
    public String imitates() {
        return "why a form was entered in error is open, whatever is sealed on it";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(ErrorsReasonIsOpen::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof EnteredInError error && error.becauseSealed() != null
                ? deed.with(new EnteredInError(
                        error.study(),
                        error.subject(),
                        error.site(),
                        error.visit(),
                        error.form(),
                        error.key(),
                        error.becauseSealed().opened(),
                        null))
                : deed;
    }
}
