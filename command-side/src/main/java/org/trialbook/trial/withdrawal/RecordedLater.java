package org.trialbook.trial.withdrawal;

import java.time.LocalDate;
import java.util.Map;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.subject.Chart.History.Recorded;

/// A withdrawal, a death among them, is dated before something that is recorded of the subject.
///
/// @param latest what was recorded, and for which day
record RecordedLater(LocalDate withdrawnOn, Recorded latest) implements Refusal {

    @Override
    public String name() {
        return "recorded-for-a-later-day";
    }

    @Override
    public String rule() {
        return "A subject is withdrawn as of no day before what is recorded: one of the two days is wrong.";
    }

    @Override
    public Map<String, String> evidence() {
        return Map.of(
                "withdrawnOn",
                withdrawnOn.toString(),
                "recorded",
                latest.act(),
                "on",
                latest.on().toString());
    }
}
