package org.trialbook.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// When the next event is recorded: what the clock says, but never earlier than the event before it, and not at all
/// when that would be false.
final class RecordingTime {

    private final LogPicture picture;
    private final LogSettings settings;

    RecordingTime(LogPicture picture, LogSettings settings) {
        this.picture = picture;
        this.settings = settings;
    }

    /// Throws when the clock is not to be believed, unless one of the events is recorded whatever it does.
    ///
    /// @return whether one of them is
    boolean requireSoundFor(List<Draft> drafts) {
        boolean whatever =
                drafts.stream().anyMatch(draft -> settings.whateverTheClock().contains(draft.type()));
        if (!whatever) {
            settings.soundClock().run();
        }
        return whatever;
    }

    /// @param before when the last event was recorded
    /// @param whatever whether it is recorded also at a time that is not true
    /// @throws ClockBehindException when the clock is too far behind the last event
    Instant after(Instant before, boolean whatever) {
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MICROS);
        if (now.isAfter(before)) {
            return now;
        }
        if (!whatever && now.plus(settings.clockTolerance()).isBefore(before) && !isKnownAhead(before)) {
            throw new ClockBehindException(now, before);
        }
        return before;
    }

    /// Whether it is in the record that the record's time is ahead of the clock: an event that confirms the clock
    /// bears that time itself.
    private boolean isKnownAhead(Instant last) {
        return picture.recordedAtOfLast(ConfirmedClock.TYPE)
                .filter(last::equals)
                .isPresent();
    }
}
