package org.trialbook.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What the log needs of a store, as tests: extend it, or [MongoConformance], and every promise of the log is tried on
/// that store.
///
/// Nothing in here is skipped. `LyingStoreTest` shows which test notices which kind of broken store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class LogConformance
        implements AppendingConformance,
                ConditionConformance,
                MarkerConformance,
                TailingConformance,
                UnknownOutcomeConformance,
                OpeningConformance {
    private @Nullable LogPlace place;

    abstract StoreUnderTest emptyStore();

    /// How long a test waits for what must happen.
    @Override
    public Duration patience() {
        return Duration.ofSeconds(20);
    }

    /// What the log is given in place of the real store: for stores that lie.
    BlockStore seenThrough(BlockStore store) {
        return store;
    }

    @Override
    public LogPlace place() {
        if (place == null) {
            throw new IllegalStateException("Only within a test");
        }
        return place;
    }

    @BeforeEach
    void takeAnEmptyPlace() {
        place = new LogPlace(emptyStore(), this::seenThrough, patience());
    }

    @AfterEach
    void leaveNothingBehind() {
        if (place != null) {
            place.close();
            place = null;
        }
    }
}
