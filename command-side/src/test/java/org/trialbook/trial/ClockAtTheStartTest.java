package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ClockConfirmed;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.ClockBehindException;
import org.trialbook.store.ConfirmedClock;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.SystemEvents;

/// A command side asks at its start whether its clock is behind the record's newest event. It would refuse one act
/// after the other otherwise, and nobody would be told why before the first.
class ClockAtTheStartTest {

    private static final String CONFIRMED = "read from a watch";

    private final DocumentServer store = DocumentServer.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString());

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    /// On the same store, with the same keys.
    private ConfigurableApplicationContext start(Duration ahead) {
        SpringApplication commandSide = new SpringApplication(CommandSideApplication.class);
        commandSide.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(Clock.class, () -> Clock.offset(Clock.systemUTC(), ahead)));
        return commandSide.run(
                "--server.port=0",
                "--spring.profiles.active=demo",
                "--trialbook.mongodb.uri=" + store.connectionString(),
                "--trialbook.keys-dir=" + directory.resolve("keys"),
                "--trialbook.demo-dir=" + directory.resolve("demo"),
                "--logging.level.root=WARN",
                // The start that fails is refused below.
                "--logging.level.org.springframework.boot=OFF");
    }

    private <T> T inTheLog(Function<Log, T> look) {
        LogSettings settings = LogSettings.of(Clock.systemUTC(), new SecureRandom())
                .withSoundClock(() -> {}, Set.of(ConfirmedClock.TYPE));
        try (Log log = Log.openForWriting(LogStore.in(client.getDatabase("trialbook_log")), settings, null)) {
            return look.apply(log);
        }
    }

    private long confirm() {
        return inTheLog(log -> {
            EventTypes.StoredName stored = EventTypes.nameOf(ClockConfirmed.class);
            EventIds ids = new EventIds(Clock.systemUTC(), new SecureRandom());
            new SystemEvents(log, ids)
                    .recordOnce(
                            "t" + ids.next(),
                            new SystemEvents.Entry(
                                    stored.qualified(),
                                    stored.version(),
                                    "HOT-CRT",
                                    List.of(),
                                    EventJson.write(new ClockConfirmed(HotCrt.STUDY, Instant.now(), null, CONFIRMED))),
                            new EventLine.Actor("o", "Operator", "administrator", null),
                            CONFIRMED);
            return log.size();
        });
    }

    @Test
    void oneThatIsBehindDoesNotStartUntilTheRecordSaysThatItIsRight() {
        // What is recorded at the first start: which keys are the record's.
        start(Duration.ofDays(1)).close();
        long before = inTheLog(Log::size);
        assertThat(before).isPositive();

        assertThatThrownBy(() -> start(Duration.ZERO).close()).hasRootCauseInstanceOf(ClockBehindException.class);
        assertThat(inTheLog(Log::size)).isEqualTo(before);

        long confirmed = confirm();
        start(Duration.ZERO).close();
        assertThat(inTheLog(Log::size)).isEqualTo(confirmed);
    }
}
