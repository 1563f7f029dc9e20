package org.trialbook.trial.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.trialbook.trial.HotCrt.CSP;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ClockConfirmed;
import org.trialbook.event.StudyEvent.KeysPinned;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.ConfirmedClock;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.SystemEvents;
import org.trialbook.trial.HotCrt;

/// A log from before there were pins, whose keys are compared with what it holds sealed; and the shares of the seed.
class KeysOfTheRecordTest {

    private static final EventLine.Actor SOMEBODY = new EventLine.Actor("a", "A", "investigator", "01");
    private static final String LOG_KEY = "the log's first key";

    private final SecureRandom random = new SecureRandom();
    private final EventIds ids = new EventIds(Clock.systemUTC(), random);
    private final DocumentServer store = DocumentServer.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString());
    private final Log log = Log.openForWriting(
            LogStore.in(client.getDatabase("trialbook_log")), LogSettings.of(Clock.systemUTC(), random), null);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        log.close();
        client.close();
        store.close();
    }

    private BlindingKey key(String name) {
        return BlindingKeystore.createIfMissing(directory.resolve(name).resolve("blinding.key"), random);
    }

    private void record(List<TrialEvent> events, BlindingKey key) {
        for (TrialEvent event : events) {
            long number = log.size();
            EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
            // The same id twice: what is sealed is sealed with it.
            String id = id(number).next();
            String payload = EventJson.write(new EventSealing(key).close(event, id));
            new SystemEvents(log, id(number))
                    .recordOnce(
                            "c" + number,
                            new SystemEvents.Entry(stored.qualified(), stored.version(), "HOT-CRT", List.of(), payload),
                            SOMEBODY,
                            null);
        }
    }

    private static EventIds id(long number) {
        return new EventIds(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Random(number));
    }

    private void start(String logKey, BlindingKey key, SeedShares shares) {
        new KeysOfTheRecord(log, HotCrt.STUDY, directory).requireAndPin(logKey, key, shares, ids);
    }

    private void requireRefused(String file, Runnable start) {
        long before = log.size();
        assertThatThrownBy(start::run)
                .asInstanceOf(type(UnusableSecretException.class))
                .satisfies(refused -> assertThat(refused.file()).isEqualTo(directory.resolve(file)));
        assertThat(log.size()).isEqualTo(before);
    }

    private List<KeysPinned> pins() {
        return Arrays.stream(log.positionsOf("trialbook.KeysPinned"))
                .mapToObj(log::line)
                .map(line -> (KeysPinned) EventJson.read(line.type(), line.version(), line.payload()))
                .toList();
    }

    @Test
    void aLogWithoutAPinIsPinnedOnceByTheKeyThatOpensIt() {
        BlindingKey key = key("its");
        record(HotCrt.randomized(CSP), key);
        long before = log.size();

        requireRefused("blinding.key", () -> start(LOG_KEY, key("another"), HotCrt.SHARES));
        start(LOG_KEY, key, HotCrt.SHARES);
        start(LOG_KEY, key, HotCrt.SHARES);

        assertThat(log.size()).isEqualTo(before + 1);
        assertThat(pins()).containsExactly(new KeysPinned(HotCrt.STUDY, LOG_KEY, key.checkValues()));
        requireRefused("blinding.key", () -> start(LOG_KEY, key("another"), HotCrt.SHARES));
        requireRefused("log.pub", () -> start("another log's", key, HotCrt.SHARES));
    }

    @Test
    void aShareThatIsNotTheOneCommittedToIsRefused() {
        BlindingKey key = key("its");
        record(HotCrt.openSite(), key);
        SeedShare sponsors = HotCrt.SHARES.of(SeedParty.SPONSOR).orElseThrow();
        SeedShare another = SeedShare.draw(random);
        requireRefused("seed-share.statistician", () -> start(LOG_KEY, key, SeedShares.of(sponsors, another)));
        requireRefused("seed-share.sponsor", () -> start(LOG_KEY, key, SeedShares.of(another, sponsors)));
        // The parties hand them over when both have committed.
        start(LOG_KEY, key, SeedShares.none());
        start(LOG_KEY, key, HotCrt.SHARES);
    }

    @Test
    void aShareThatIsGoneIsRefusedOnceSomebodyWasRandomizedFromItAndUntilItIsRevealed() {
        BlindingKey key = key("its");
        record(HotCrt.randomized(CSP), key);
        SeedShare sponsors = HotCrt.SHARES.of(SeedParty.SPONSOR).orElseThrow();
        SeedShares half = new SeedShares(Map.of(SeedParty.SPONSOR, sponsors));
        requireRefused("seed-share.statistician", () -> start(LOG_KEY, key, half));
        record(List.of(new SeedRevealed(HotCrt.STUDY, "00".repeat(32), "11".repeat(32))), key);
        start(LOG_KEY, key, half);
    }

    @Test
    void whatConfirmsTheClockIsStoredUnderTheNameThatTheLogLooksFor() {
        assertThat(EventTypes.nameOf(ClockConfirmed.class).qualified()).isEqualTo(ConfirmedClock.TYPE);
    }
}
