package org.trialbook.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.trialbook.store.StoreMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `trialbook store`: the embedded store on its own, on loopback, for several processes on one machine.
@Command(
        name = "store",
        description = "Starts the embedded store alone, on loopback, and prints its address.",
        mixinStandardHelpOptions = true)
final class StoreCommand implements Callable<Integer> {

    @Option(names = "--dir", description = "where the databases lie (default: ${DEFAULT-VALUE})")
    private Path dir = Path.of(".trialbook", "store");

    @Option(names = "--port", description = "port on the loopback address; 0 takes a free one (default: 0)")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        StoreMain.main(new String[] {"--dir", dir.toString(), "--port", Integer.toString(port)});
        return 0;
    }
}
