package org.trialbook.standalone;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.trialbook.store.EmbeddedServer;

/// Both sides on the embedded store in files, as a process that is going to be killed: with the directory and a port.
final class ServerOnFiles {

    private ServerOnFiles() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        EmbeddedServer store = EmbeddedServer.open(directory.resolve("store"), 0);
        new SpringApplication(StandaloneApplication.class)
                .run(
                        "--spring.profiles.active=demo",
                        "--server.port=" + args[1],
                        "--trialbook.mongodb.uri=" + store.connectionString(),
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        "--trialbook.rate-limit.per-second=0");
    }
}
