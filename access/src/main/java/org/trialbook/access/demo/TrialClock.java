package org.trialbook.access.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// The time of a demo's trial, which a simulation moves through months in a minute. Without a simulation it passes as
/// any time does; while the demo is stopped it stands still. It never goes back.
///
/// It lies in a file of the demo's directory, mapped into memory, so that the servers of a demo and the simulation that
/// drives them have one time at once. The file has two numbers, 8 bytes each, little-endian: what is to be added to the
/// wall clock, and the latest time told, both in microseconds. As long as nobody has begun a trial's time, the second
/// is 0, and the time is the wall clock's. No server outside the demo looks at the file.
public final class TrialClock extends Clock {

    /// The name of the clock's file in the demo's directory.
    public static final String FILE = "trial-clock";

    private static final VarHandle NUMBER =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    private static final long AHEAD = 0;
    private static final long TOLD = Long.BYTES;
    private static final long NOT_BEGUN = 0;

    private final MemorySegment file;
    private final Clock wall;
    private final ZoneId zone;

    private TrialClock(MemorySegment file, Clock wall, ZoneId zone) {
        this.file = file;
        this.wall = wall;
        this.zone = zone;
    }

    /// The clock in this directory, as it goes; makes the directory and the file when they aren't there.
    ///
    /// @throws UncheckedIOException when the file can't be made or read
    public static TrialClock open(Path directory, Clock wall) {
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                MemorySegment file = channel.map(MapMode.READ_WRITE, 0, 2 * Long.BYTES, Arena.ofAuto());
                return new TrialClock(file, wall, ZoneOffset.UTC);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The clock in this directory, which goes on from the latest time that it told: what passed since doesn't count.
    ///
    /// @throws UncheckedIOException when the file can't be made or read
    public static TrialClock resume(Path directory, Clock wall) {
        TrialClock clock = open(directory, wall);
        long told = clock.told();
        if (told != NOT_BEGUN) {
            clock.ahead(told);
        }
        return clock;
    }

    /// The clock that runs beneath this one.
    public Clock wall() {
        return wall;
    }

    /// Whether a trial has a time of its own here.
    public boolean begun() {
        return told() != NOT_BEGUN;
    }

    /// Moves the clock forward to this time, from which it goes on. The first call may set any time; a later call
    /// does nothing when the clock is past that time already.
    public void advanceTo(Instant instant) {
        long then = micros(instant);
        if (!begun() || then > micros(instant())) {
            ahead(then);
            tell(then);
        }
    }

    @Override
    public Instant instant() {
        return begun()
                ? Instant.EPOCH.plus(
                        tell(micros(wall.instant()) + (long) NUMBER.getVolatile(file, AHEAD)), ChronoUnit.MICROS)
                : wall.instant();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TrialClock(file, wall, other);
    }

    private long told() {
        return (long) NUMBER.getVolatile(file, TOLD);
    }

    private void ahead(long then) {
        NUMBER.setVolatile(file, AHEAD, then - micros(wall.instant()));
    }

    /// The later one of this time and those that were told, here or by another process.
    private long tell(long now) {
        while (true) {
            long told = told();
            if (told >= now || NUMBER.compareAndSet(file, TOLD, told, now)) {
                return Math.max(told, now);
            }
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
