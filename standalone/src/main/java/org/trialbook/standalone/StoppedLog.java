package org.trialbook.standalone;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.demo.TrialClock;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.ConfirmedClock;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.EventIds;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.StoreInUseException;
import org.trialbook.trial.KnownEvents;
import picocli.CommandLine.Option;

/// The options of a command that itself records something in a log, on the machine that holds its keys.
final class StoppedLog {

    @Option(
            names = "--data",
            description = "the directory of a record in plain files, with its keys (default: ${DEFAULT-VALUE})")
    private Path data = DemoCommand.DATA;

    @Option(
            names = "--mongodb-uri",
            description = "a MongoDB, instead of plain files; --keys-dir is then the directory of keys")
    private @Nullable String uri;

    @Option(names = "--log-database", description = "the log's database there (default: ${DEFAULT-VALUE})")
    private String database = "trialbook_log";

    @Option(names = "--keys-dir", description = "the directory of keys (default: keys below --data)")
    private @Nullable Path keysDir;

    @Option(names = "--by", required = true, description = "who does this, as the record shows it")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String by;

    @Option(names = "--reason", required = true, description = "why, as the record shows it")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    /// What is done with the log.
    interface Work {
        void on(Log log, CheckpointSigning signing, EventIds ids, SecureRandom random) throws IOException;
    }

    Path keys() {
        return keysDir == null ? data.resolve("keys") : keysDir;
    }

    EventLine.Actor actor() {
        return new EventLine.Actor(by, by, "administrator", null);
    }

    String reason() {
        return reason;
    }

    /// @return the exit code: 0; 1 if the log is damaged; 2 if store or keys cannot be used
    int openFor(Work work) throws IOException {
        try {
            if (uri != null) {
                try (MongoClient client = StoreConnection.open(uri)) {
                    open(LogStore.in(client.getDatabase(database)), work);
                }
            } else {
                try (FileLogStore store = PlainFiles.log(data)) {
                    open(store, work);
                }
            }
            return 0;
        } catch (DamagedLogException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (StoreInUseException | UnusableSecretException | UnknownEventException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    /// In a demo, the trial's time: the record would not go back to it.
    private Clock clock() {
        Path demo = data.resolve("demo");
        Clock wall = Clock.systemUTC();
        return uri == null && Files.exists(demo.resolve(TrialClock.FILE)) ? TrialClock.resume(demo, wall) : wall;
    }

    private void open(LogStore store, Work work) throws IOException {
        SecureRandom random = new SecureRandom();
        Clock clock = clock();
        try (CheckpointSigning signing = CheckpointSigning.reopen(keys(), store);
                Log log = Log.openForWriting(
                        store,
                        LogSettings.of(clock, random).withSoundClock(() -> {}, Set.of(ConfirmedClock.TYPE)),
                        signing.checkpoints())) {
            KnownEvents.require(log);
            signing.requireKeys(log);
            work.on(log, signing, new EventIds(clock, random), random);
        }
    }
}
