package org.trialbook.standalone;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.store.CheckpointKeeper;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.EmbeddedServer;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.StoreInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `trialbook rotate-key`: the log goes on under another key. For the machine that holds the key, with the servers
/// that write to the log stopped.
@Command(
        name = "rotate-key",
        description = {
            "Hands over from the log's signing key to a new one, by an event in the log that both keys sign. Stop every",
            "server that writes to the log first. The old private key is deleted; delete copies of it in backups too.",
            "Witnesses cosign again once they were given the rotation note: trialbook witness rotate."
        },
        mixinStandardHelpOptions = true)
final class RotateKeyCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            description = "a directory with an embedded store and its keys (default: ${DEFAULT-VALUE})")
    private Path data = DemoCommand.DATA;

    @Option(
            names = "--mongodb-uri",
            description = "the store, instead of an embedded one; --keys-dir is then the directory of keys")
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

    @Override
    public Integer call() throws IOException {
        Path keys = keysDir == null ? data.resolve("keys") : keysDir;
        if (!Files.exists(keys.resolve("log.key"))) {
            System.err.println("There is no key of a log in " + keys + ".");
            return 2;
        }
        try {
            if (uri != null) {
                rotate(uri, keys);
            } else {
                try (EmbeddedServer store = EmbeddedServer.open(data.resolve("store"), 0)) {
                    rotate(store.connectionString(), keys);
                }
            }
            return 0;
        } catch (DamagedLogException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (StoreInUseException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private void rotate(String store, Path keys) throws IOException {
        SecureRandom random = new SecureRandom();
        Clock clock = Clock.systemUTC();
        try (MongoClient client = StoreConnection.open(store)) {
            MongoDatabase place = client.getDatabase(database);
            try (CheckpointKeeper keeper = CheckpointKeeper.reopen(keys, place);
                    Log log = Log.openForWriting(place, LogSettings.of(clock, random), keeper.checkpoints())) {
                KeyRotation rotation = keeper.rotate(
                        log,
                        new EventIds(clock, random).next(),
                        new EventLine.Actor(by, by, "administrator", null),
                        reason,
                        random);
                report(log, rotation, keys);
            }
        }
    }

    private static void report(Log log, KeyRotation rotation, Path keys) throws IOException {
        long[] positions = log.positionsOf(KeyRotation.TYPE);
        Path note = keys.resolve("rotation-" + positions.length + ".note");
        Files.write(note, rotation.note().format());
        System.out.printf("""
                The log has handed over at position %d.
                  from %s
                  to   %s
                The old private key has been deleted from %s. Delete copies of it elsewhere.
                For witnesses and inspectors, the note that both keys signed: %s
                Readers who trust the first key (log.pub) follow by themselves. A query side on its own needs log.keys beside
                log.pub.
                """, positions[positions.length - 1], rotation.oldKey(), rotation.newKey(), keys, note);
    }
}
