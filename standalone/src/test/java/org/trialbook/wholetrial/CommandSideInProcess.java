package org.trialbook.wholetrial;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.simulation.ArmSource;
import org.trialbook.simulation.Demo;
import org.trialbook.simulation.FurtherReads;
import org.trialbook.standalone.DemoInDirectory;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.Log;
import org.trialbook.trial.CommandSideApplication;

/// A command side on a store in memory, whose record the test may read.
final class CommandSideInProcess implements AutoCloseable, ArmSource, FurtherReads {

    private final Path directory;
    private final DocumentServer store = DocumentServer.inMemory();
    private final ConfigurableApplicationContext application;

    CommandSideInProcess() throws IOException {
        directory = Files.createTempDirectory("trialbook");
        application = new SpringApplication(CommandSideApplication.class)
                .run(
                        "--spring.config.location=optional:classpath:/none/",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--spring.threads.virtual.enabled=true",
                        "--spring.profiles.active=demo",
                        "--trialbook.demo-begins=2015-01-01T00:00:00Z",
                        "--trialbook.study=HOT-CRT",
                        "--trialbook.mongodb.uri=" + store.connectionString(),
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + demoDir());
    }

    URI root() {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    Path demoDir() {
        return directory.resolve("demo");
    }

    Demo demo() {
        return DemoInDirectory.open(demoDir());
    }

    /// The whole record, opened.
    List<TrialEvent> record() {
        Log log = application.getBean(Log.class);
        EventSealing sealing = new EventSealing(application.getBean(BlindingKey.class));
        return LongStream.range(0, log.size())
                .mapToObj(log::line)
                .map(line -> opened(line, sealing))
                .toList();
    }

    @Override
    public String arm(String subject) {
        return record().stream()
                .filter(SubjectRandomized.class::isInstance)
                .map(SubjectRandomized.class::cast)
                .filter(event -> event.subject().value().equals(subject))
                .map(event -> event.arm().opened().value())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Map<String, String> of(String purpose, int submitted, long position) {
        Map<String, String> found = new TreeMap<>();
        for (TrialEvent event : record()) {
            if (event instanceof FurtherReadRegistered further
                    && further.purpose().equals(purpose)) {
                found.put(further.read().value(), further.of().value());
            }
        }
        return found;
    }

    private static TrialEvent opened(EventLine line, EventSealing sealing) {
        return sealing.open(EventJson.read(line.type(), line.version(), line.payload()), line.id());
    }

    @Override
    public void close() {
        application.close();
        store.close();
    }
}
