package org.trialbook.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.store.Log;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private StoppedLog stopped = new StoppedLog();

    @Override
    public Integer call() throws IOException {
        Path keys = stopped.keys();
        if (!Files.exists(keys.resolve("log.key"))) {
            System.err.println("There is no key of a log in " + keys + ".");
            return 2;
        }
        return stopped.openFor((log, keeper, ids, random) ->
                report(log, keeper.rotate(log, ids.next(), stopped.actor(), stopped.reason(), random), keys));
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
