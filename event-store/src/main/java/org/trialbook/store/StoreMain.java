package org.trialbook.store;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// `trialbook store`: the embedded server on its own, for several processes on a machine without MongoDB.
///
/// Prints its address on the first line of standard output and runs until it is told to end. Exit codes: 143
/// ended by SIGTERM, 2 misused or the store cannot be opened.
public final class StoreMain {
    private static final String HELP = """
            Usage: store --dir DIRECTORY [--port PORT]
              --dir   where the databases lie; created when missing
              --port  port on the loopback address; 0, the default, takes a free one
            """;

    private StoreMain() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments;
        EmbeddedServer server;
        try {
            arguments = Arguments.parse(List.of(args));
            if (arguments.help) {
                System.out.print(HELP);
                return;
            }
            if (arguments.directory == null) {
                throw new IllegalArgumentException("--dir is missing");
            }
            server = EmbeddedServer.open(arguments.directory, arguments.port);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(HELP);
            System.exit(2);
            return;
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            ended.countDown();
                        },
                        "store-shutdown"));
        System.out.println(server.connectionString());
        System.out.flush();
        ended.await();
    }

    private record Arguments(@Nullable Path directory, int port, boolean help) {
        static Arguments parse(List<String> args) {
            @Nullable Path directory = null;
            int port = 0;
            boolean help = false;
            for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
                String option = rest.next();
                switch (option) {
                    case "--dir" -> directory = Path.of(value(option, rest));
                    case "--port" -> port = port(value(option, rest));
                    case "--help", "-h" -> help = true;
                    default -> throw new IllegalArgumentException("Unknown option " + option);
                }
            }
            return new Arguments(directory, port, help);
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return rest.next();
        }

        private static int port(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // Told below, like a number out of range.
            }
            throw new IllegalArgumentException("--port is a number from 0 to 65535, not " + text);
        }
    }
}
