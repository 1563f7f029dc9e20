package org.trialbook.trial.reading;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadSubmitted;

/// A read of a recording.
///
/// @param reader the account it is assigned to, or that has submitted it; null while nobody's
/// @param submission null until submitted
record OneRead(
        ReadCode code,
        Purpose purpose,
        @Nullable String reader,
        @Nullable ReadSubmitted submission) {

    boolean submitted() {
        return submission != null;
    }

    boolean open() {
        return reader == null && submission == null;
    }

    OneRead with(@Nullable String nextReader) {
        return new OneRead(code, purpose, nextReader, submission);
    }

    OneRead with(ReadSubmitted submitted) {
        return new OneRead(code, purpose, submitted.reader(), submitted);
    }
}
