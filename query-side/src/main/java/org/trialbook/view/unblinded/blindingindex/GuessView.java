package org.trialbook.view.unblinded.blindingindex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the reader of one read believed.
///
/// @param recording the code under which the recording was registered
/// @param subject known of the read that the recording was registered with, and so is the visit
/// @param arm what was guessed; null for no guess
/// @param submitted whether there is an answer at all
/// @param further codes under which the recording that was registered with this read is read once more
/// @param takenBack whether the recording that was registered with this read was: no guess of it counts
public record GuessView(
        String read,
        String recording,
        @Nullable String subject,
        @Nullable String visit,
        @Nullable String modality,
        @Nullable String arm,
        boolean submitted,
        List<String> further,
        boolean takenBack) {

    public GuessView {
        further = List.copyOf(further);
    }

    GuessView registered(
            String nextRecording, @Nullable String nextSubject, @Nullable String nextVisit, String nextModality) {
        return new GuessView(
                read, nextRecording, nextSubject, nextVisit, nextModality, arm, submitted, further, takenBack);
    }

    /// The recording is to be read once more.
    GuessView readAlsoAs(String code) {
        if (further.contains(code)) {
            return this;
        }
        List<String> more = new ArrayList<>(further);
        more.add(code);
        return new GuessView(read, recording, subject, visit, modality, arm, submitted, more, takenBack);
    }

    GuessView guessed(@Nullable String guess) {
        return new GuessView(read, recording, subject, visit, modality, guess, true, further, takenBack);
    }

    GuessView withoutRecording() {
        return new GuessView(read, recording, subject, visit, modality, arm, submitted, further, true);
    }
}
