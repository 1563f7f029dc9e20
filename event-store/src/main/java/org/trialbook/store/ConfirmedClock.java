package org.trialbook.store;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trialbook.ledger.EventLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The event by which an operator confirms that a clock is right, having read the time from something else. It
/// ends an alarm about the clock, and lets recording go on behind a record whose time is ahead.
public final class ConfirmedClock {

    /// The stored name of the event.
    public static final String TYPE = "trialbook.ClockConfirmed";

    /// How long a confirmation takes from reading a clock to being read here.
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final Log log;
    private long from;

    /// Looks at what is confirmed from now on.
    public ConfirmedClock(Log log) {
        this.log = log;
        this.from = log.size();
    }

    /// Whether the newest confirmation speaks of what a clock says. Each is good for one alarm.
    ///
    /// @param clock what the clock says now
    /// @param alarmed how long ago it was noticed that it is off
    public synchronized boolean speaksOf(Instant clock, Duration alarmed) {
        long[] positions = log.positionsOf(TYPE);
        if (positions.length == 0 || positions[positions.length - 1] < from) {
            return false;
        }
        boolean speaks = confirmed(log.line(positions[positions.length - 1]))
                .filter(read -> !read.isAfter(clock.plus(TOLERANCE))
                        && !read.isBefore(clock.minus(alarmed).minus(TOLERANCE)))
                .isPresent();
        if (speaks) {
            from = log.size();
        }
        return speaks;
    }

    private static Optional<Instant> confirmed(EventLine line) {
        try {
            return Optional.of(Instant.parse(
                    JsonMapper.shared().readTree(line.payload()).path("clock").asString("")));
        } catch (JacksonException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
