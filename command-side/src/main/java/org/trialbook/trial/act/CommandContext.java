package org.trialbook.trial.act;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.trialbook.access.Caller;
import org.trialbook.event.StudyId;

/// Who acts, when, and under which key. A moment becomes a day in the zone of the site that it concerns, whatever
/// offset it came with.
///
/// @param now the server's clock when the request arrived
/// @param occurredAt when it happened in the clinic, with its zone
/// @param commandKey the hashed idempotency key
/// @param requestHash SHA-256 of the request's content: a repeat must ask for the same
/// @param chance what the act may leave to chance, drawn anew at each try
/// @param background who is told how far the decision is, where nobody waits for it
public record CommandContext(
        StudyId study,
        Caller actor,
        Instant now,
        ZonedDateTime occurredAt,
        String commandKey,
        String requestHash,
        ShuffleKey chance,
        Background background) {

    /// How far a client's clock may be from the server's.
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /// Of an act whose answer somebody waits for.
    public CommandContext(
            StudyId study,
            Caller actor,
            Instant now,
            ZonedDateTime occurredAt,
            String commandKey,
            String requestHash,
            ShuffleKey chance) {
        this(study, actor, now, occurredAt, commandKey, requestHash, chance, Background.NONE);
    }

    /// The day on which it happened, in the site's calendar. A client's clock that is ahead begins no day.
    public LocalDate occurredOn(ZoneId site) {
        Instant happened = occurredAt.toInstant();
        return LocalDate.ofInstant(happened.isAfter(now) && !atAnotherTime() ? now : happened, site);
    }

    /// Today in the site's calendar; anything dated later has not happened yet.
    public LocalDate today(ZoneId site) {
        return LocalDate.ofInstant(now, site);
    }

    /// Whether it is said to have happened at another time than now.
    boolean atAnotherTime() {
        return Duration.between(occurredAt.toInstant(), now).abs().compareTo(CLOCK_TOLERANCE) > 0;
    }

    /// The same act, with another draw.
    public CommandContext drawing(ShuffleKey another) {
        return new CommandContext(study, actor, now, occurredAt, commandKey, requestHash, another, background);
    }

    /// The same act, happening as it is recorded.
    CommandContext asRecorded() {
        return new CommandContext(
                study, actor, now, now.atZone(occurredAt.getZone()), commandKey, requestHash, chance, background);
    }
}
