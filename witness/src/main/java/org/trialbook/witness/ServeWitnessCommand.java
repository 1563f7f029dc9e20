package org.trialbook.witness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.trialbook.ledger.NoteVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trialbook witness serve`: answers until it is stopped.
@Command(
        name = "serve",
        description = {
            "Starts a witness. Its key is made at the first start, in the directory, and is the directory's secret.",
            "Give the log its public key and its address; give it the log's public key (keys/log.pub of the server)."
        },
        mixinStandardHelpOptions = true)
final class ServeWitnessCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(
            names = "--dir",
            required = true,
            description = "where its key and its memory lie; keep it, and keep it yours")
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Option(
            names = "--name",
            required = true,
            description = "its name for all time, such as witness.example.net/site-03")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--log",
            required = true,
            description = "the public key of a log to watch; may be given several times")
    private List<String> logs = new ArrayList<>();

    @Option(names = "--address", description = "where to listen (default: ${DEFAULT-VALUE})")
    private String address = "127.0.0.1";

    @Option(names = "--port", description = "port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port = 8075;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Witness witness = Witness.open(dir, name, keys(), Clock.systemUTC(), new SecureRandom());
            serve(witness);
            return 0;
        } catch (MisuseException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void serve(Witness witness) throws IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (WitnessServer server =
                WitnessServer.start(witness, new InetSocketAddress(InetAddress.getByName(address), port))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "witness-shutdown"));
            System.out.println("witness " + witness.verifier());
            System.out.printf(
                    "serving at http://%s:%d%n",
                    server.address().getAddress().getHostAddress(),
                    server.address().getPort());
            System.out.flush();
            stopped.await();
        }
    }

    private List<NoteVerifier> keys() {
        List<NoteVerifier> keys = new ArrayList<>();
        for (String log : logs) {
            try {
                keys.add(NoteVerifier.parse(log.strip()));
            } catch (IllegalArgumentException e) {
                throw new MisuseException("--log: " + e.getMessage() + ".");
            }
        }
        return keys;
    }
}
