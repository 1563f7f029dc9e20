package org.trialbook.standalone;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.backup.Backup;
import org.trialbook.backup.HeldRecord;
import org.trialbook.store.copy.RecordPlace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook backup TO`: log, recordings, sign-outs and keys in one directory, while the server runs.
@Command(
        name = "backup",
        description = {
            "Takes the whole record away into a directory that is made: log, recordings, sign-outs and keys. The server may"
                    + " go on meanwhile. What was acknowledged before is in it.",
            "It is verified, and is there whole or not at all. Whoever has the keys with the record can open what is"
                    + " sealed: keep the backup as closely as the server, or the keys apart from it."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:made, and verified",
            "1:the record is damaged, and there is no backup; or it lacks recordings that it names, and there is one",
            "2:something cannot be used"
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "TO", description = "the directory to be made; empty, or not there yet")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Mixin
    private RecordLocation record = new RecordLocation();

    @ArgGroup
    private Secrets secrets = new Secrets();

    static final class Secrets {
        @Option(
                names = "--keys-to",
                paramLabel = "DIR",
                description =
                        "puts the keys into a directory of their own that is made, and only the public ones into TO")
        private @Nullable Path apart;

        @Option(names = "--without-keys", description = "puts only the public keys into TO")
        private boolean without;
    }

    @Override
    public Integer call() {
        Path keys = record.keys();
        return record.run(new RecordLocation.Work() {
            @Override
            public int onFiles(Path data) throws IOException {
                return make(Backup.Source.files(data), keys);
            }

            @Override
            public int onMongo(MongoClient client, String database) throws IOException {
                return make(Backup.Source.store(RecordPlace.inMongo(client, database)), keys);
            }
        });
    }

    private int make(Backup.Source source, Path keys) throws IOException {
        boolean inside = secrets.apart == null && !secrets.without;
        HeldRecord held = Backup.make(source, keys, to, new Backup.Secrets(secrets.apart, inside), Clock.systemUTC())
                .record();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Backed up to %s:%n", to);
        HeldRecordText.print(held, out);
        if (secrets.apart != null) {
            out.printf("The private keys are in %s.%n", secrets.apart);
        } else if (!inside) {
            out.println("The private keys are not in it: without them nobody goes on with this record.");
        }
        out.flush();
        return HeldRecordText.printLacking(held, spec.commandLine().getErr());
    }
}
