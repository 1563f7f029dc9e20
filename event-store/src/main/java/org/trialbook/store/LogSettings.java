package org.trialbook.store;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What a [Log] works with.
///
/// @param clock gives the time of recording
/// @param random gives writer names and nonces; need not be secret, must not repeat between processes
/// @param writer name of this process in the blocks it writes, different in every process
/// @param waitingAppends how many appends may wait before further ones are turned away
/// @param waitingBytes how many bytes of lines may wait before further appends are turned away
/// @param eventsPerBlock how many events a block holds at most, unless one append alone has more
/// @param bytesPerBlock how many bytes of lines one append may have, unless the store takes more of one that is large
///     ([BlockStore#mostAppendBytes]); a block of several holds up to half as much again
/// @param cacheBytes how much memory cached lines may take
/// @param poll how often to look for the blocks of other processes
/// @param patience how long to settle an append whose outcome is unknown before telling the caller so
/// @param clockTolerance how far the clock may be behind the last recorded event. Until then an event is recorded at
///     the time of the one before it; beyond that appends are refused, since their times would no longer be true
/// @param soundClock throws when the clock is not to be believed: then nothing is recorded
/// @param whateverTheClock types that are recorded also then, at the clock's time but never before the last event's
public record LogSettings(
        Clock clock,
        RandomGenerator random,
        String writer,
        int waitingAppends,
        long waitingBytes,
        int eventsPerBlock,
        int bytesPerBlock,
        long cacheBytes,
        Duration poll,
        Duration patience,
        Duration clockTolerance,
        Runnable soundClock,
        Set<String> whateverTheClock) {

    public LogSettings {
        whateverTheClock = Set.copyOf(whateverTheClock);
    }

    public static LogSettings of(Clock clock, RandomGenerator random) {
        return new LogSettings(
                clock,
                random,
                "writer-" + hex(random),
                10_000,
                64L << 20,
                1_000,
                4 << 20,
                // A small part of the heap: the index and the tree need theirs whatever happens.
                Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 12),
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                () -> {},
                Set.of());
    }

    String nonce() {
        return hex(random);
    }

    public LogSettings withPatience(Duration patience) {
        return with(waitingAppends, waitingBytes, cacheBytes, patience, soundClock, whateverTheClock);
    }

    public LogSettings withWaitingAppends(int waitingAppends) {
        return with(waitingAppends, waitingBytes, cacheBytes, patience, soundClock, whateverTheClock);
    }

    public LogSettings withWaitingBytes(long waitingBytes) {
        return with(waitingAppends, waitingBytes, cacheBytes, patience, soundClock, whateverTheClock);
    }

    public LogSettings withCacheBytes(long cacheBytes) {
        return with(waitingAppends, waitingBytes, cacheBytes, patience, soundClock, whateverTheClock);
    }

    /// The same settings with a watch over the clock.
    public LogSettings withSoundClock(Runnable soundClock, Set<String> whateverTheClock) {
        return with(waitingAppends, waitingBytes, cacheBytes, patience, soundClock, whateverTheClock);
    }

    private LogSettings with(
            int waitingAppends,
            long waitingBytes,
            long cacheBytes,
            Duration patience,
            Runnable soundClock,
            Set<String> whateverTheClock) {
        return new LogSettings(
                clock,
                random,
                writer,
                waitingAppends,
                waitingBytes,
                eventsPerBlock,
                bytesPerBlock,
                cacheBytes,
                poll,
                patience,
                clockTolerance,
                soundClock,
                whateverTheClock);
    }

    private static String hex(RandomGenerator random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
