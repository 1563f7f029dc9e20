package org.trialbook.trial.reading;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.protocol.Adjudication;

/// A read of a recording.
///
/// @param inBatch whether a batch was opened since it was last nobody's
/// @param reader the account it is assigned to, or that has submitted it; null while nobody's
/// @param result null until submitted
record OneRead(
        ReadCode code,
        Purpose purpose,
        boolean inBatch,
        @Nullable String reader,
        Adjudication.@Nullable Result result) {

    boolean submitted() {
        return result != null;
    }

    /// Nobody's.
    boolean open() {
        return reader == null && result == null;
    }

    /// Nobody's, and of no batch yet.
    boolean waiting() {
        return open() && !inBatch;
    }

    boolean claimable() {
        return open() && inBatch;
    }

    static OneRead registered(ReadCode code, Purpose purpose) {
        return new OneRead(code, purpose, false, null, null);
    }

    OneRead offered() {
        return new OneRead(code, purpose, true, reader, result);
    }

    /// What is given back waits for the next batch: it would be known again by the moment it comes back.
    OneRead with(@Nullable String nextReader) {
        return new OneRead(code, purpose, false, nextReader, result);
    }

    OneRead with(ReadSubmitted submitted) {
        return new OneRead(
                code,
                purpose,
                false,
                submitted.reader(),
                new Adjudication.Result(submitted.values(), submitted.notEvaluable()));
    }
}
