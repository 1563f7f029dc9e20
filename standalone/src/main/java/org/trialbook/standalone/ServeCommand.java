package org.trialbook.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.trialbook.access.start.ServerStart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `trialbook serve`: both sides in one process, on a MongoDB that is given or on plain files.
@Command(
        name = "serve",
        description = {
            "Starts the record's servers on the MongoDB that TRIALBOOK_MONGODB_URI names.",
            "  serve            both sides in one process; with --trialbook.directory=DIRECTORY on plain files, without one",
            "  serve commands   the command side alone",
            "  serve queries    the query side alone: blinded, or unblinded with --trialbook.blinded=false",
            "Further arguments are settings, such as --server.port=8081 --trialbook.keys-dir=/etc/trialbook/keys."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    /// Not an exit code: the server runs on.
    static final int RUNNING = ServerStart.RUNNING;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        return ServerStart.run(StandaloneApplication.class, "", settings.toArray(String[]::new));
    }
}
