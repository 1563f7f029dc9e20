package org.trialbook.trial.reading;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// Whether reads that are shared out together are of enough subjects. If they were of one, a reader who gets an ECG and
/// an echo right after each other would know that they belong together.
final class Mixing {
    /// The usual smallest cell of a published table: whose a recording is can be told with a chance of one in five.
    static final int LEAST = 5;

    private static final Reason TOO_FEW_SUBJECTS = Reason.of(
            "too-few-subjects",
            "Reads are shared out together that are of several subjects, so that their moment does not tell whose they"
                    + " are; fewer need a reason.");

    private Mixing() {}

    static int subjects(Collection<OneRecording> recordings) {
        return (int) recordings.stream()
                .map(OneRecording::subject)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /// The refusal when they are of too few and nobody says why that has to be, as at the trial's end.
    ///
    /// @param because why there may be few; null when it is not said
    static @Nullable Refusal tooFew(String modality, int subjects, @Nullable String because) {
        return subjects < LEAST && because == null
                ? TOO_FEW_SUBJECTS
                        .with("modality", modality)
                        .with("subjects", subjects)
                        .with("least", LEAST)
                : null;
    }
}
