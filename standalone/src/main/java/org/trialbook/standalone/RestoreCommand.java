package org.trialbook.standalone;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.backup.HeldRecord;
import org.trialbook.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook restore FROM`: a backup put back into either store, whichever it was made of.
@Command(
        name = "restore",
        description = {
            "Puts a backup back: into a new directory of plain files (--data), or into an empty MongoDB (--mongodb-uri) with a"
                    + " new directory of keys (--keys-dir), whichever store it was made of.",
            "The backup is verified before and after, and is not changed. A target that holds anything is left as it is."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:restored, and verified",
            "1:the backup is not as it was made, or is older than what the keys remember: nothing is restored",
            "2:something cannot be used"
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FROM", description = "the backup")
    @SuppressWarnings("NullAway.Init")
    private Path from;

    @Mixin
    private RecordLocation record = new RecordLocation();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = {
                "the keys to restore with, instead of those in FROM: such as 'backup --keys-to' has made, or those that",
                "are left of the server. These remember how far the record was signed, and refuse an older backup"
            })
    private @Nullable Path keys;

    @Override
    public Integer call() {
        return record.run(new RecordLocation.Work() {
            @Override
            public int onFiles(Path data) throws IOException {
                return told(new Restore(from, keys).intoFiles(data), data.resolve("keys"));
            }

            @Override
            public int onMongo(MongoClient client, String database) throws IOException {
                return told(new Restore(from, keys).intoMongo(client, database, record.keys()), record.keys());
            }
        });
    }

    private int told(HeldRecord held, Path keysDir) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Restored from %s, with the keys in %s:%n", from, keysDir);
        HeldRecordText.print(held, out);
        out.println(
                "What was recorded after this backup was made is not there any more: docs/backup.md says who notices.");
        if (!held.secrets().contains("log.key")) {
            out.printf("Put the private keys into %s before a server starts on it.%n", keysDir);
        }
        out.flush();
        return HeldRecordText.printLacking(held, spec.commandLine().getErr());
    }
}
