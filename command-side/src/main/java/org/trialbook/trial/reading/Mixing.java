package org.trialbook.trial.reading;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether reads that are shared out together are of enough subjects. If they were of one, a reader who gets an ECG and
/// an echo right after each other would know that they belong together.
final class Mixing {

    /// The usual smallest cell of a published table: whose a recording is can be told with a chance of one in five.
    static final int LEAST = 5;

    private Mixing() {}

    static int subjects(Collection<OneRecording> recordings) {
        return (int) recordings.stream()
                .map(OneRecording::subject)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /// The refusal when they are of too few and nobody says why that has to be, as at the trial's end.
    static @Nullable ReadRefusal tooFew(SharesOut act, int subjects) {
        return subjects < LEAST && act.reason() == null
                ? new ReadRefusal.TooFewSubjects(act.modality(), subjects, LEAST)
                : null;
    }
}
