package org.trialbook.store;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Logs a failure that is tried again and again: the first at once, then how often it was once a minute, and
/// its end. Else what fails many times a second fills the disk, which may be what failed.
public final class FailureLog {

    private static final long BETWEEN = Duration.ofMinutes(1).toNanos();

    private static final int MOST_CAUSES = 5;
    private static final int MOST_CHARACTERS = 400;
    private static final List<String> SPEAKING =
            List.of("org.trialbook.store.", "org.trialbook.event.UnknownEvent", "com.mongodb.", "java.io.");

    private final Logger log;
    private final String what;
    private final LongSupplier nanos;
    private long times;
    private long said;
    private long saidAt;

    /// @param what failed, as the beginning of a sentence: `New blocks cannot be read`
    public FailureLog(Logger log, String what) {
        this(log, what, System::nanoTime);
    }

    FailureLog(Logger log, String what, LongSupplier nanos) {
        this.log = log;
        this.what = what;
        this.nanos = nanos;
    }

    /// @param cause is logged in one line with its causes, without frames
    public synchronized void failed(@Nullable Throwable cause) {
        times++;
        long now = nanos.getAsLong();
        if (times == 1 || now - saidAt >= BETWEEN) {
            if (times == 1) {
                log.error("{}; trying again: {}", what, chain(cause));
            } else {
                log.error("{}, {} times since this was last said: {}", what, times - said, chain(cause));
            }
            said = times;
            saidAt = now;
        }
    }

    /// It works: said once after a failure.
    public synchronized void works() {
        if (times > 0) {
            log.warn("{}: over, after {} failures", what, times);
            times = 0;
            said = 0;
        }
    }

    /// What the store, the driver and the disk say of themselves may be logged. The message of anything else
    /// may repeat what is sealed, and those who read logs are blinded.
    private static String chain(@Nullable Throwable cause) {
        StringBuilder chain = new StringBuilder();
        int depth = 0;
        for (Throwable each = cause; each != null && depth < MOST_CAUSES; each = each.getCause(), depth++) {
            String name = each.getClass().getName();
            String said = SPEAKING.stream().anyMatch(name::startsWith) ? each.toString() : name;
            chain.append(depth == 0 ? "" : ", caused by ").append(said, 0, Math.min(said.length(), MOST_CHARACTERS));
        }
        return chain.toString().replaceAll("\\R", " ");
    }
}
