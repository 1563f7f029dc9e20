package org.trialbook.standalone;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/// Both sides on plain files, as a process that is going to be killed: with the directory and a port.
final class ServerOnFiles {

    private ServerOnFiles() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        new SpringApplication(StandaloneApplication.class)
                .run(
                        "--spring.profiles.active=demo",
                        "--server.port=" + args[1],
                        "--trialbook.directory=" + directory,
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        "--trialbook.rate-limit.per-second=0");
    }
}
