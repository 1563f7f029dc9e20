package org.trialbook.trial.eligibility;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectId;
import org.trialbook.event.Value;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Answer every eligibility question; whether the subject is eligible is computed.
///
/// @param because why it is answered anew; null unless it is
public record ConfirmEligibility(
        ActContext context,
        SubjectId subject,
        LocalDate assessedOn,
        Map<String, Value> answers,
        @Nullable String because)
        implements OnSubject {

    /// Nothing is sealed before a subject is randomized.
    @Override
    public @Nullable String openReason() {
        return because;
    }
}
