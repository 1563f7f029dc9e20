package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One process signs somebody out, and all others find it as long as it matters.
class SharedSignOutsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    private final TestDatabase place = TestDatabase.open();
    private final StoredSignOuts here = new MongoSignOuts(place.database());
    private final StoredSignOuts there = new MongoSignOuts(place.database());

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void anotherProcessFindsItUntilTheTokenHasRunOut() {
        here.add("token-1", NOW.plusSeconds(60));
        here.add("token-2", NOW.plusSeconds(3600));

        assertThat(there.after(NOW))
                .isEqualTo(Map.of("token-1", NOW.plusSeconds(60), "token-2", NOW.plusSeconds(3600)));
        assertThat(there.after(NOW.plusSeconds(60))).containsOnlyKeys("token-2");
    }

    @Test
    void signingOutTwiceIsSigningOutOnce() {
        here.add("token", NOW.plusSeconds(60));
        there.add("token", NOW.plusSeconds(90));

        assertThat(here.after(NOW)).isEqualTo(Map.of("token", NOW.plusSeconds(60)));
    }
}
