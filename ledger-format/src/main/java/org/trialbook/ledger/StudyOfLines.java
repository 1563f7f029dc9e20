package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Whether a bundle is of the study that it says: one log may hold several, so one line that bears it is enough.
final class StudyOfLines {

    private final byte @Nullable [] written;
    private boolean anyStudy;
    private boolean thisStudy;

    /// @param study what is looked for, or null for nothing
    StudyOfLines(@Nullable String study) {
        if (study == null) {
            this.written = null;
        } else {
            String quoted = Json.quote(study);
            this.written = quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.UTF_8);
        }
    }

    void take(LineScan line) {
        if (written != null && !thisStudy && line.hasStudy()) {
            anyStudy = true;
            thisStudy = line.isOfStudy(written);
        }
    }

    /// Whether lines bear studies, but none bears this one.
    boolean isOfOthers() {
        return anyStudy && !thisStudy;
    }
}
