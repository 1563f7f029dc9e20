package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.EventTypes.StoredName;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.SystemEvents;
import org.trialbook.trial.CommandSideApplication;
import org.trialbook.view.QuerySideApplication;
import tools.jackson.databind.json.JsonMapper;

/// The command side, a blinded query side without a key and an unblinded one: three processes on one store.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeProcessesOnOneStoreTest {

    private static final String API = "/api/v1/studies/HOT-CRT";

    @TempDir
    private static Path directory;

    private static DocumentServer store;
    private static DemoIdentity identity;
    private static ChildServer commands;
    private static ChildServer blinded;
    private static ChildServer unblinded;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        store = DocumentServer.inMemory();
        identity = DemoIdentity.open(directory.resolve("demo"), Clock.systemUTC());
        commands = side(
                CommandSideApplication.class,
                "commands",
                directory.resolve("keys"),
                "readinessState,log",
                "--trialbook.only-command-side=true");
        commands.ready(CLIENT);
        Path keysOfTheBlinded = Files.createDirectory(directory.resolve("public"));
        Files.copy(directory.resolve("keys").resolve("log.pub"), keysOfTheBlinded.resolve("log.pub"));
        String views = "readinessState,log,views";
        blinded = side(QuerySideApplication.class, "blinded", keysOfTheBlinded, views, "--trialbook.blinded=true");
        unblinded = side(
                QuerySideApplication.class, "unblinded", directory.resolve("keys"), views, "--trialbook.blinded=false");
        blinded.ready(CLIENT);
        unblinded.ready(CLIENT);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (ChildServer side : List.of(unblinded, blinded, commands)) {
            side.process().destroy();
            side.process().waitFor();
        }
        store.close();
    }

    @Test
    void theSameJourneyGetsTheSameAnswers() throws IOException {
        String protocol = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        String published = JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol));
        assertThat(act("data-manager", "/acts/publish-protocol", published).statusCode())
                .isEqualTo(201);
        var opened = act("data-manager", "/acts/open-site", """
            {"site": "01", "name": "First", "zone": "Europe/Berlin"}\
            """);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var registered = act("coordinator@01", "/sites/01/acts/register-subject", """
            {"registeredOn": "2026-01-05", "birthYear": 1956, "sex": "female"}\
            """);
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(registered.body()).contains("\"01-001\"");

        // Not how many acts there were: the server records by itself what was shown to whom.
        // The coordinator is not told where the subject stands, but it came right after the site.
        long size = 2
                + JsonMapper.shared()
                        .readTree(opened.body())
                        .at("/events/0/position")
                        .asLong();
        for (String path : List.of("/overview", "/sites", "/matrix", "/subjects/01-001/timeline", "/record")) {
            String asked = API + path + "?asOf=" + size;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(blinded, "monitor", asked).statusCode() == 200
                            && get(unblinded, "monitor", asked).statusCode() == 200);
            assertThat(get(blinded, "monitor", asked).body())
                    .isEqualTo(get(unblinded, "monitor", asked).body());
        }
    }

    @Test
    void theBlindedProcessServesNothingUnblinded() {
        String path = API + "/unblinded/allocation";
        assertThat(get(unblinded, "statistician", path).statusCode()).isEqualTo(200);
        assertThat(get(blinded, "statistician", path).statusCode()).isEqualTo(404);
        // As the process that holds the key answers somebody blind.
        assertThat(get(blinded, "monitor", path).statusCode()).isEqualTo(403);
        assertThat(get(unblinded, "monitor", path).statusCode()).isEqualTo(403);
    }

    /// The last, since no act is taken afterwards. Whoever has the other side's password could insert any block.
    @Test
    @Order(Integer.MAX_VALUE)
    void theCommandSideTakesOfTheOtherWhomItShowedWhatIsSealedAndNothingElse() {
        assertThat(get(unblinded, "statistician", API + "/unblinded/allocation").statusCode())
                .isEqualTo(200);
        String share = """
            {"commitment": "%s"}\
            """.formatted("ab".repeat(32));
        // A refusal is as good as an act: whoever is stopped gives neither.
        assertThat(act("statistician", "/acts/commit-seed-share", share).statusCode())
                .isIn(201, 422);
        assertThat(get(commands, "monitor", "/actuator/health/readiness").statusCode())
                .isEqualTo(200);

        StoredName opened = EventTypes.nameOf(SiteOpened.class);
        SecureRandom random = new SecureRandom();
        EventIds ids = new EventIds(Clock.systemUTC(), random);
        StudyId study = new StudyId("HOT-CRT");
        try (MongoClient client = MongoClients.create(store.connectionString());
                Log log = Log.openForWriting(
                        LogStore.in(client.getDatabase("trialbook_log")),
                        LogSettings.of(Clock.systemUTC(), random),
                        null)) {
            new SystemEvents(log, ids)
                    .recordOnce(
                            "x" + "0".repeat(32),
                            new SystemEvents.Entry(
                                    opened.qualified(),
                                    opened.version(),
                                    study.value(),
                                    List.of(),
                                    EventJson.write(
                                            new SiteOpened(study, new SiteId("66"), "Forged", "Europe/Berlin"))),
                            new EventLine.Actor("s", "Statistician", "statistician", null),
                            null);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        get(commands, "monitor", "/actuator/health/readiness").statusCode() == 503);
        assertThat(act("statistician", "/acts/commit-seed-share", share).statusCode())
                .isEqualTo(503);
    }

    @Test
    void theBlindedProcessHasNoBlindingKeyOpenOrWithinReach() throws IOException {
        assertThat(directory.resolve("keys").resolve("blinding.key")).exists();
        try (Stream<Path> files = Files.list(directory.resolve("public"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("log.pub");
        }
        String started = Files.readString(
                Path.of("/proc", Long.toString(blinded.process().pid()), "cmdline"));
        assertThat(started)
                .contains(directory.resolve("public").toString())
                .doesNotContain(directory.resolve("keys").toString());
    }

    @Test
    void noProcessOpensAConnectionThatNobodyConfigured() throws IOException {
        for (ChildServer side : List.of(commands, blinded, unblinded)) {
            assertThat(remoteAddresses(side.process().pid()))
                    .as("addresses that a side is connected to")
                    .isNotEmpty()
                    .allMatch(ThreeProcessesOnOneStoreTest::isLoopback);
        }
    }

    /// `7F000001`, and the same within IPv6, as the kernel writes them.
    private static boolean isLoopback(String address) {
        return address.equals("0100007F") || address.equals("0000000000000000FFFF00000100007F");
    }

    /// The remote addresses of a process's TCP connections, whatever their state but listening, from the kernel.
    private static Set<String> remoteAddresses(long pid) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : open.toList()) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        sockets.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException e) {
                    // Closed in the meantime.
                }
            }
        }
        Set<String> addresses = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table));
            for (String line : lines.subList(1, lines.size())) {
                String[] columns = line.strip().split(" +");
                boolean listens = columns[3].equals("0A");
                if (!listens && sockets.contains(columns[9])) {
                    addresses.add(columns[2].substring(0, columns[2].indexOf(':')));
                }
            }
        }
        return addresses;
    }

    private static ChildServer side(Class<?> application, String name, Path keys, String readiness, String... more)
            throws IOException {
        int port = ChildServer.freePort();
        List<String> settings = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                "--trialbook.mongodb.uri=" + store.connectionString(),
                "--trialbook.demo-dir=" + directory.resolve("demo"),
                "--trialbook.keys-dir=" + keys,
                "--management.endpoint.health.group.readiness.include=" + readiness));
        settings.addAll(List.of(more));
        return ChildServer.start(
                application,
                port,
                Path.of("target", name + ".log"),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"),
                settings);
    }

    private static HttpResponse<String> get(ChildServer side, String person, String path) {
        return ChildServer.answer(CLIENT, request(side, person, path).GET());
    }

    private static HttpResponse<String> act(String person, String path, String body) {
        return ChildServer.answer(
                CLIENT,
                request(commands, person, API + path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(ChildServer side, String person, String path) {
        String token =
                identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + side.port() + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30));
    }
}
