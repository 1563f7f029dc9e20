package org.trialbook.store;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Draws event ids: UUIDs of version 7 (RFC 9562), time first, then 74 random bits that make a leaf hash unguessable.
public final class EventIds {

    private final Clock clock;
    private final RandomGenerator random;

    /// @param random a `SecureRandom` wherever the record is real
    public EventIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = (clock.millis() << 16) | 0x7000L | (buffer.getShort(0) & 0x0FFFL);
        long low = (buffer.getLong(8) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
