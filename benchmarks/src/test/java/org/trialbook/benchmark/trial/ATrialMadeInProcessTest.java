package org.trialbook.benchmark.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;
import org.trialbook.standalone.StandaloneApplication;
import org.trialbook.store.Log;
import org.trialbook.verify.VerifyCommand;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is made without a server is what a server would have recorded: it opens there, replays, verifies and goes
/// on, and is the trial that the same plan makes over HTTP.
class ATrialMadeInProcessTest {
    private static final int SUBJECTS = 5;

    /// How often they are recorded does not depend on who got which arm.
    private static final Set<String> OF_ANY_ARM = Set.of(
            "ProtocolPublished",
            "SeedShareCommitted",
            "SiteOpened",
            "SubjectRegistered",
            "ConsentSigned",
            "EligibilityConfirmed",
            "ScreenFailed",
            "EligibilityNotMet",
            "SubjectRandomized",
            "VisitRecorded",
            "VisitMissed",
            "AssessmentRecorded",
            "ValueCorrected",
            "ReadRegistered",
            "FurtherReadRegistered",
            "ReadAssigned",
            "ReadSubmitted",
            "SubjectWithdrawn");

    @TempDir
    Path directory;

    /// A whole server on the files of a directory.
    private static final class Server implements AutoCloseable {
        private final ConfigurableApplicationContext application;
        private final DemoOfATrial demo;
        private final HttpClient client = HttpClient.newHttpClient();

        Server(Path directory, String... more) {
            SpringApplication starting = new SpringApplication(StandaloneApplication.class);
            starting.setDefaultProperties(Map.of("trialbook.rate-limit.per-second", "0"));
            String[] settings = {
                "--spring.profiles.active=demo",
                "--server.port=0",
                "--server.address=127.0.0.1",
                // Whichever module's defaults stand first on the class path.
                "--trialbook.blinded=false",
                "--trialbook.study=" + MadeTrial.STUDY,
                "--trialbook.directory=" + directory,
                "--trialbook.keys-dir=" + directory.resolve("keys"),
                "--trialbook.demo-dir=" + directory.resolve("demo")
            };
            application = starting.run(
                    Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new));
            demo = new DemoOfATrial(directory.resolve("demo"));
        }

        URI root() {
            return URI.create("http://127.0.0.1:"
                    + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
        }

        byte[] get(String person, String path) throws IOException, InterruptedException {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(root().resolve(MadeTrial.ADDRESS + path))
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + demo.token(
                                                    person,
                                                    new StudyId(MadeTrial.STUDY),
                                                    Duration.ZERO,
                                                    Duration.ofHours(1)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        }

        JsonNode json(String person, String path) throws IOException, InterruptedException {
            return JsonMapper.shared().readTree(get(person, path));
        }

        Log log() {
            return application.getBean(Log.class);
        }

        @Override
        public void close() {
            client.close();
            application.close();
        }
    }

    private static Map<String, Integer> recorded(Log log) {
        Map<String, Integer> counts = new TreeMap<>();
        LongStream.range(0, log.size())
                .mapToObj(position -> log.line(position).type())
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .filter(OF_ANY_ARM::contains)
                .forEach(type -> counts.merge(type, 1, Integer::sum));
        return counts;
    }

    private static String protocol() throws IOException {
        return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
    }

    @Test
    void isTheTrialThatAServerWouldHaveRecorded() throws IOException, InterruptedException {
        MadeTrial made = MadeTrial.of(directory.resolve("kept"), protocol(), SUBJECTS, false, said -> {});

        Path served = directory.resolve("served");
        SimulationPlan plan = made.plan();
        Map<String, Integer> overHttp;
        try (Server server = new Server(served, "--trialbook.demo-begins=" + plan.begins())) {
            SimulationPlan asked = new SimulationPlan(
                    server.root(),
                    server.root(),
                    plan.protocol(),
                    plan.subjects(),
                    plan.sites(),
                    plan.seed(),
                    plan.clients(),
                    plan.from(),
                    plan.upTo(),
                    plan.toTheEnd());
            SimulationReport report = Simulation.run(asked, server.demo, said -> {});
            assertThat(report.unexpected()).isEmpty();
            overHttp = recorded(server.log());
        }

        try (Server server = new Server(made.directory())) {
            assertThat(recorded(server.log())).isEqualTo(overHttp);
            assertThat(server.log().size())
                    .isGreaterThanOrEqualTo(made.contents().events());
            assertThat(made.contents().subjects()).hasSizeGreaterThan(SUBJECTS);
            assertThat(made.contents().reads()).isNotEmpty();
            assertThat(server.json("inspector", "/replay").path("sound").booleanValue())
                    .isTrue();
            verifies(server.get("inspector", "/bundle"), made.directory());
        }
    }

    private void verifies(byte[] bundle, Path trial) throws IOException {
        Path file = Files.write(directory.resolve("bundle.zip"), bundle);
        StringWriter said = new StringWriter();
        int exit = new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(
                        file.toString(),
                        "--key",
                        trial.resolve("keys").resolve("log.pub").toString());
        assertThat(exit).as(said.toString()).isZero();
    }

    @Test
    void isKeptUntilItIsToBeMadeAnew() throws IOException {
        Path kept = directory.resolve("kept");
        MadeTrial made = MadeTrial.of(kept, protocol(), 1, false, said -> {});
        Path note = Files.writeString(made.directory().resolve("note"), "of the first one");

        MadeTrial.of(kept, protocol(), 1, false, said -> {});
        assertThat(note).exists();

        MadeTrial.of(kept, protocol(), 1, true, said -> {});
        assertThat(note).doesNotExist();
    }

    @Test
    void oneThatIsKeptIsFoundHoweverTheProtocolHasChangedSince() throws IOException {
        Path kept = directory.resolve("kept");
        assertThat(MadeTrial.earlier(kept, 1)).isEmpty();

        MadeTrial made = MadeTrial.of(kept, protocol(), 1, false, said -> {});

        assertThat(MadeTrial.earlier(kept, 1)).contains(made);
        assertThat(MadeTrial.earlier(kept, 2)).isEmpty();
    }

    @Test
    void newcomersAreTakenIntoItOverHttp() throws IOException {
        MadeTrial made = MadeTrial.of(directory.resolve("kept"), protocol(), 1, false, said -> {});
        try (Server server = new Server(made.directory())) {
            SimulationPlan plan = new SimulationPlan(
                    server.root(),
                    server.root(),
                    made.plan().protocol(),
                    3,
                    made.plan().sites(),
                    made.plan().seed() + 1,
                    4,
                    made.plan().from(),
                    3,
                    false);

            SimulationReport report = Simulation.newcomers(plan, server.demo, server.demo.now(), side -> side);

            assertThat(report.unexpected()).isEmpty();
            assertThat(report.randomized()).isEqualTo(3);
        }
    }
}
