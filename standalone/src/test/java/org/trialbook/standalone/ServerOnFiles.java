package org.trialbook.standalone;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.SpringApplication;

/// Both sides on plain files, as a process that is going to be killed: with the directory and a port.
final class ServerOnFiles {

    private ServerOnFiles() {}

    /// Starts it, and waits until it is ready.
    ///
    /// @param jvm options of the virtual machine
    static Process start(Path directory, int port, Path output, HttpClient client, String... jvm) throws IOException {
        return ChildServer.start(
                        ServerOnFiles.class,
                        port,
                        output,
                        List.of(jvm),
                        List.of(directory.toString(), Integer.toString(port)))
                .ready(client)
                .process();
    }

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
