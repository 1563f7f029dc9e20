package org.trialbook.trial.act;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.trialbook.access.Caller;
import org.trialbook.event.StudyId;

/// Who acts, when, and under which key.
///
/// @param now the server's clock when the request arrived
/// @param occurredAt when it happened in the clinic, with its zone
/// @param commandKey the hashed idempotency key
/// @param requestHash SHA-256 of the request's content: a repeat must ask for the same
public record ActContext(
        StudyId study, Caller actor, Instant now, ZonedDateTime occurredAt, String commandKey, String requestHash) {

    /// The day on which it happened, in the clinic's calendar.
    public LocalDate occurredOn() {
        return occurredAt.toLocalDate();
    }

    /// Today in the clinic's calendar; anything dated later has not happened yet.
    public LocalDate today() {
        return now.atZone(occurredAt.getZone()).toLocalDate();
    }
}
