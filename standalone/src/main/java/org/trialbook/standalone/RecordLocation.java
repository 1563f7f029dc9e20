package org.trialbook.standalone;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.start.StartFailure;
import org.trialbook.backup.DamagedArchiveException;
import org.trialbook.backup.DamagedBackupException;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.UntrustedCheckpointException;
import org.trialbook.store.copy.DifferentCopyException;
import org.trialbook.store.media.DamagedMediaException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of a command that takes a whole record from somewhere, or puts it there: in either store.
final class RecordLocation {
    static final int DAMAGED = 1;
    static final int UNUSABLE = 2;

    private static final String URI = "TRIALBOOK_MONGODB_URI";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "the directory of a record in plain files")
    private @Nullable Path data;

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description = "a MongoDB; without this and --data, the one that " + URI + " names")
    private @Nullable String uri;

    @Option(names = "--log-database", description = "the log's database there (default: ${DEFAULT-VALUE})")
    private String database = "trialbook_log";

    @Option(
            names = "--keys-dir",
            paramLabel = "DIR",
            description = "the directory of keys (default: keys below --data)")
    private @Nullable Path keysDir;

    /// What is done with a record, depending on where it is.
    interface Work {
        int onFiles(Path data) throws IOException;

        int onMongo(MongoClient client, String database) throws IOException;
    }

    /// @throws ParameterException when it isn't said
    Path keys() {
        if (keysDir != null) {
            return keysDir;
        }
        if (data != null) {
            return data.resolve("keys");
        }
        throw new ParameterException(spec.commandLine(), "Say with --keys-dir where the keys are.");
    }

    /// @return what the work returns; 1 when something is damaged, and 2 when something can't be used, in a
    ///     sentence
    int run(Work work) {
        String mongo = uri != null || data != null ? uri : System.getenv(URI);
        if ((data == null) == (mongo == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Say where the record is: either --data or --mongodb-uri (%s).".formatted(URI));
        }
        try {
            if (data != null) {
                return work.onFiles(data);
            }
            keys();
            try (MongoClient client = StoreConnection.open(mongo)) {
                return work.onMongo(client, database);
            }
        } catch (DamagedLogException
                | UntrustedCheckpointException
                | DamagedMediaException
                | DifferentCopyException
                | DamagedBackupException
                | DamagedArchiveException e) {
            return refused(e, DAMAGED);
        } catch (ParameterException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return refused(e, UNUSABLE);
        }
    }

    private int refused(Exception e, int exit) {
        spec.commandLine().getErr().println(StartFailure.sentence(e));
        return exit;
    }
}
