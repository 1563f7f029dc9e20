package org.trialbook.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What the log needs of a store, as tests: extend it and name a server, and every promise of the log is tried on it.
///
/// Nothing in here is skipped. Each test has an empty database of its own, and two connections to it, as two
/// processes would have. `LyingStoreTest` shows which test notices which kind of broken store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class LogConformance
        implements AppendingConformance,
                ConditionConformance,
                MarkerConformance,
                TailingConformance,
                UnknownOutcomeConformance,
                OpeningConformance {
    private @Nullable MongoClient one;
    private @Nullable MongoClient two;
    private @Nullable LogPlace place;

    /// Where the server listens, with a user who may create and drop databases. Always the same answer.
    protected abstract String connectionString();

    /// How long a test waits for what must happen.
    @Override
    public Duration patience() {
        return Duration.ofSeconds(20);
    }

    /// What the log is given in place of the real store: for stores that lie.
    BlockStore seenThrough(BlockStore store, MongoDatabase database) {
        return store;
    }

    @Override
    public LogPlace place() {
        if (place == null) {
            throw new IllegalStateException("Only within a test");
        }
        return place;
    }

    @BeforeAll
    void connect() {
        String uri = connectionString();
        one = MongoClients.create(uri);
        two = MongoClients.create(uri);
    }

    @BeforeEach
    void takeAnEmptyPlace() {
        if (one == null || two == null) {
            throw new IllegalStateException("Not connected");
        }
        place = new LogPlace(connectionString(), one, two, this::seenThrough, patience());
    }

    @AfterEach
    void leaveNothingBehind() {
        if (place != null) {
            place.close();
            place = null;
        }
    }

    @AfterAll
    void disconnect() {
        if (one != null && two != null) {
            one.close();
            two.close();
        }
    }
}
