package org.trialbook.store;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// What a [Log] works with.
///
/// @param clock gives the time of recording
/// @param random gives writer names and nonces; need not be secret, must not repeat between processes
/// @param writer name of this process in the blocks it writes, different in every process
/// @param waitingAppends how many appends may wait before further ones are turned away
/// @param eventsPerBlock how many events a block holds at most, unless one append alone has more
/// @param bytesPerBlock how many bytes of lines one append may have; a block holds up to half as much again, and its
///     tags twice, while MongoDB's documents end at 16 MiB
/// @param cacheBytes how much memory cached lines may take
/// @param poll how often to look for the blocks of other processes
/// @param patience how long to settle an append whose outcome is unknown before telling the caller so
public record LogSettings(
        Clock clock,
        RandomGenerator random,
        String writer,
        int waitingAppends,
        int eventsPerBlock,
        int bytesPerBlock,
        long cacheBytes,
        Duration poll,
        Duration patience) {

    public static LogSettings of(Clock clock, RandomGenerator random) {
        return new LogSettings(
                clock,
                random,
                "writer-" + hex(random),
                10_000,
                1_000,
                4 << 20,
                128L << 20,
                Duration.ofMillis(100),
                Duration.ofSeconds(10));
    }

    String nonce() {
        return hex(random);
    }

    public LogSettings withPatience(Duration patience) {
        return new LogSettings(
                clock, random, writer, waitingAppends, eventsPerBlock, bytesPerBlock, cacheBytes, poll, patience);
    }

    public LogSettings withWaitingAppends(int waitingAppends) {
        return new LogSettings(
                clock, random, writer, waitingAppends, eventsPerBlock, bytesPerBlock, cacheBytes, poll, patience);
    }

    public LogSettings withCacheBytes(long cacheBytes) {
        return new LogSettings(
                clock, random, writer, waitingAppends, eventsPerBlock, bytesPerBlock, cacheBytes, poll, patience);
    }

    private static String hex(RandomGenerator random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
