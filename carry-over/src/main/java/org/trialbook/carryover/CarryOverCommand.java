package org.trialbook.carryover;

import com.mongodb.MongoException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.StoreInUseException;
import org.trialbook.store.UnreadableStoreException;
import org.trialbook.store.UntrustedCheckpointException;
import org.trialbook.store.UnusableKeyException;
import org.trialbook.store.copy.DifferentCopyException;
import org.trialbook.store.copy.RecordCopy;
import org.trialbook.store.copy.UnusableDirectoryException;
import org.trialbook.store.media.DamagedMediaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook carry-over OLD NEW`: from the embedded store of an earlier release to plain files.
@Command(
        name = "carry-over",
        description = {
            "Copies a data directory of an earlier release, which kept an embedded store, into one of plain files:"
                    + " the log with its checkpoints, the recordings, the sign-outs, keys and demo.",
            "Stop the server first, and run this as the user that the server runs as. Every line, every checkpoint and"
                    + " every recording is verified on both sides. Nothing is changed in OLD, and NEW is there whole or"
                    + " not at all. Views are not copied: a server builds them anew."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:carried over, and the same",
            "1:OLD is damaged, or what was copied is not the same",
            "2:OLD or NEW cannot be used"
        },
        mixinStandardHelpOptions = true)
final class CarryOverCommand implements Callable<Integer> {
    static final int DAMAGED = 1;
    static final int UNUSABLE = 2;

    @Parameters(index = "0", paramLabel = "OLD", description = "the data directory, with store and keys in it")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "the directory to be made; empty, or not there yet")
    @SuppressWarnings("NullAway.Init")
    private Path fresh;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            tell(CarryOver.run(old, fresh));
            return 0;
        } catch (DamagedLogException
                | UntrustedCheckpointException
                | DamagedMediaException
                | DamagedFileException
                | DifferentCopyException e) {
            return refused(e, DAMAGED);
        } catch (MongoException e) {
            // What the old server answers to a question is an error when its file cannot be read there.
            return refused(e, DAMAGED);
        } catch (UnusableDirectoryException
                | StoreInUseException
                | UnreadableStoreException
                | UnusableKeyException
                | UncheckedIOException
                | IOException e) {
            return refused(e, UNUSABLE);
        }
    }

    private int refused(Exception e, int exit) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(e instanceof IOException && !(e instanceof DamagedMediaException) ? e.toString() : e.getMessage());
        err.println("Nothing was carried over from " + old + " to " + fresh + ".");
        return exit;
    }

    private void tell(CarryOver.Carried carried) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Carried over from %s to %s:%n", old, fresh);
        RecordCopy.Copied record = carried.record();
        out.printf(
                "  log: %d events in %d blocks, root %s, checkpoints: %d%n",
                record.events(), record.blocks(), record.root(), record.checkpoints());
        out.printf("  recordings: %d, with %d bytes%n", record.media(), record.mediaBytes());
        out.printf("  sign-outs: %d%n", record.signOuts());
        out.printf("  files of %s: %d%n", String.join(" and ", carried.directories()), carried.files());
        out.println("Both logs were verified line by line and are the same, and so are the recordings.");
        out.printf("%s was not changed. Views are not copied: a server builds them anew.%n", old);
        out.flush();
    }
}
