package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.trialbook.access.RouteLabel;

/// An exception as it may be logged: its class and where it arose, without its message, for itself and
/// for its causes.
final class Silenced extends Exception {

    private static final Logger UNBLINDED = LoggerFactory.getLogger("org.trialbook.unblinded.incidents");

    /// Where a fault arose is said by its innermost frames. What lies around them is the container's and the same for
    /// all; whoever can cause a fault must not be able to fill the disk.
    private static final int FRAMES = 16;
    private static final int CAUSES = 5;

    private Silenced(Throwable original, @Nullable Throwable cause) {
        super(original.getClass().getName(), cause, false, true);
        StackTraceElement[] frames = original.getStackTrace();
        setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, FRAMES)));
    }

    static Silenced of(Throwable original) {
        return of(original, 0);
    }

    /// Logs an unexpected error under its incident. Where the route is neutral, its frames would name the act: then the
    /// log gets the classes of the exceptions alone. The frames go to a logger of their own, at debug, which is for
    /// somebody unblinded to turn on.
    static void log(Logger log, HttpServletRequest request, String incident, @Nullable Throwable thrown) {
        RouteLabel label = RouteLabel.of(request);
        LoggingEventBuilder line =
                log.atError().addKeyValue("incident", incident).addKeyValue("route", label.route());
        if (thrown != null && label.neutral()) {
            line = line.addKeyValue("exceptions", classes(thrown));
            UNBLINDED.atDebug().setCause(of(thrown)).log("incident {}", incident);
        } else if (thrown != null) {
            line = line.setCause(of(thrown));
        }
        line.log("unexpected error, incident {}", incident);
    }

    private static String classes(Throwable thrown) {
        return Stream.iterate(of(thrown), Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining(", "));
    }

    private static Silenced of(Throwable original, int depth) {
        Throwable cause = original.getCause();
        return new Silenced(original, cause == null || depth == CAUSES ? null : of(cause, depth + 1));
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
