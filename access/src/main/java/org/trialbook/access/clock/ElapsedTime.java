package org.trialbook.access.clock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How much time has passed, from a clock that nobody sets: only differences mean anything.
public interface ElapsedTime {

    /// Nanoseconds since some moment of this process's life. They may stand still while the machine sleeps.
    long nanos();

    /// Nanoseconds since the machine was started, with the time it slept, to about 10 ms; empty where no system
    /// says so.
    default OptionalLong nanosWithSleep() {
        return OptionalLong.empty();
    }

    /// The machine's own. Linux says in `/proc/uptime` what counts on while it sleeps.
    static ElapsedTime ofTheMachine() {
        Path uptime = Path.of("/proc/uptime");
        return new ElapsedTime() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public OptionalLong nanosWithSleep() {
                try {
                    String seconds =
                            Files.readString(uptime, StandardCharsets.US_ASCII).split(" ", 2)[0];
                    return OptionalLong.of((long) (Double.parseDouble(seconds) * 1e9));
                } catch (IOException | NumberFormatException e) {
                    return OptionalLong.empty();
                }
            }
        };
    }
}
