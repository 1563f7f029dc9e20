package org.trialbook.verify;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Progress;

/// Tells whoever waits how far a verification has got, once it has taken two seconds and then every
/// second.
final class ProgressLine implements Progress, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final @Nullable PrintWriter err;
    private final boolean overwrite;
    private final Clock clock;
    private final Instant start;
    private Instant next;
    private long expected;
    private boolean shown;

    /// @param err where to tell it, or null to keep it to oneself
    /// @param overwrite whether one line is written over again and again, or a new one each time
    ProgressLine(@Nullable PrintWriter err, boolean overwrite, Clock clock) {
        this.err = err;
        this.overwrite = overwrite;
        this.clock = clock;
        this.start = clock.instant();
        this.next = start.plus(PATIENCE);
    }

    @Override
    public void expects(long events) {
        expected = events;
    }

    @Override
    public void checked(long events) {
        if (err == null) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(PAUSE);
        long millis = Math.max(1, Duration.between(start, now).toMillis());
        String share = expected > 0 ? String.format(Locale.ROOT, " (%d %%)", 100 * events / expected) : "";
        String line = String.format(Locale.ROOT, "%,d events%s, %,d a second", events, share, events * 1000 / millis);
        err.print(overwrite ? "\r" + line : line + System.lineSeparator());
        err.flush();
        shown = true;
    }

    /// Makes room for the result.
    @Override
    public void close() {
        if (shown && overwrite && err != null) {
            err.print("\r" + " ".repeat(60) + "\r");
            err.flush();
            shown = false;
        }
    }
}
