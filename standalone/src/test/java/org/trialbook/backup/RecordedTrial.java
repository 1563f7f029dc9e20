package org.trialbook.backup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.start.ServerStart;
import org.trialbook.event.StudyId;
import org.trialbook.standalone.ChildServer;
import org.trialbook.standalone.StandaloneApplication;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.Log;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.trial.DemoCommitments;
import tools.jackson.databind.json.JsonMapper;

/// A small trial told to a server of the demo, with receipts kept by idempotency key. Both sides in one process.
final class RecordedTrial implements AutoCloseable {

    static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final String API = "/api/v1/studies/HOT-CRT";
    private static final LocalDate YESTERDAY =
            LocalDate.now(Clock.systemUTC().withZone(ZoneOffset.UTC)).minusDays(1);
    /// The smallest picture there is: of one grey point.
    private static final byte[] PNG = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154"
                    + "789c63a8070000810080d394534a0000000049454e44ae426082");

    private final HttpClient client = HttpClient.newHttpClient();
    /// Idempotency key → what was posted and answered.
    private final Map<String, Receipt> receipts = new TreeMap<>();
    private final Path demo;
    private final ConfigurableApplicationContext application;

    private record Receipt(String person, String path, String body, String answer) {}

    private RecordedTrial(Path demo, List<String> where) {
        this.demo = demo;
        List<String> settings = new ArrayList<>(where);
        settings.addAll(List.of(
                "--spring.profiles.active=demo",
                "--server.port=0",
                "--trialbook.study=HOT-CRT",
                "--trialbook.demo-dir=" + demo,
                // At its end, and when it is asked to.
                "--trialbook.sign-every=24h",
                "--trialbook.rate-limit.per-second=0"));
        this.application = ServerStart.quietly(
                () -> ServerStart.application(StandaloneApplication.class).run(settings.toArray(String[]::new)));
    }

    static RecordedTrial onFiles(Path data) {
        return new RecordedTrial(
                data.resolve("demo"),
                List.of("--trialbook.directory=" + data, "--trialbook.keys-dir=" + data.resolve("keys")));
    }

    /// @param demo where the demo's people have their tokens from
    static RecordedTrial onMongo(String uri, Path keys, Path demo) {
        return new RecordedTrial(demo, List.of("--trialbook.mongodb.uri=" + uri, "--trialbook.keys-dir=" + keys));
    }

    void sign() {
        application.getBean(CheckpointSigning.class).sign(log());
    }

    /// Takes over what another server answered, to ask for it again.
    RecordedTrial goingOn(RecordedTrial before) {
        receipts.putAll(before.receipts);
        return this;
    }

    Log log() {
        return application.getBean(Log.class);
    }

    /// Protocol, seed, a site, and a subject with a recording.
    RecordedTrial begun() throws IOException {
        return begun(Files.readString(Path.of("../protocols/hot-crt.yaml")));
    }

    /// @param protocol the study's
    RecordedTrial begun(String protocol) throws IOException {
        act(
                "data-manager",
                "/acts/publish-protocol",
                "publish",
                JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol)));
        for (Map.Entry<String, String> each :
                DemoCommitments.read(demo).byParty().entrySet()) {
            act(each.getKey(), "/acts/commit-seed-share", "commit-" + each.getKey(), """
                    {"commitment": "%s"}""".formatted(each.getValue()));
        }
        act("data-manager", "/acts/open-site", "site", """
                {"site": "01", "name": "Centre one", "zone": "Europe/Berlin"}""");
        enrol(1);
        String hash = JsonMapper.shared()
                .readTree(ChildServer.answer(
                                client,
                                request("coordinator@01", API + "/media")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(PNG)))
                        .body())
                .get("hash")
                .stringValue();
        act("coordinator@01", "/subjects/01-001/acts/register-read", "read", """
                {"visit": "pre-implant", "modality": "ecg", "media": "sha256:%s"}""".formatted(hash));
        return this;
    }

    /// The next subject, until it is randomized.
    void enrol(int number) {
        String subject = "/subjects/01-%03d/acts/".formatted(number);
        register("register-" + number);
        act("coordinator@01", subject + "sign-consent", "consent-" + number, """
                {"signedOn": "%s", "consentVersion": "2"}""".formatted(YESTERDAY));
        act("coordinator@01", subject + "confirm-eligibility", "eligible-" + number, """
                {"assessedOn": "%s", "answers": {"age": {"value": "70", "unit": "a"}, "nyha": {"value": "III"},
                 "aetiology": {"value": "ischaemic"}, "lvef": {"value": "30", "unit": "%%"},
                 "bundle-branch-block": {"value": "true"}, "qrs-duration": {"value": "150", "unit": "ms"},
                 "expected-rv-pacing": {"value": "10", "unit": "%%"}, "existing-crt": {"value": "false"},
                 "pregnancy": {"value": "false"}, "other-device-trial": {"value": "false"},
                 "capacity-to-consent": {"value": "true"}}}""".formatted(YESTERDAY));
        act("coordinator@01", subject + "randomize", "randomize-" + number, "{}");
    }

    void register(String key) {
        act("coordinator@01", "/sites/01/acts/register-subject", key, """
                {"registeredOn": "%s", "birthYear": 1956, "sex": "female"}""".formatted(YESTERDAY));
    }

    /// Locked, unblinded, and the seed revealed.
    void finish() {
        act("data-manager", "/acts/lock-study", "lock", "{\"reason\": \"the last visit is done\"}");
        act("sponsor", "/acts/approve-unblinding", "approve-1", "{}");
        act("statistician", "/acts/approve-unblinding", "approve-2", "{}");
        act("statistician", "/acts/reveal-seed", "reveal", "{}");
    }

    /// Every act that was acknowledged, asked for again: the same receipt, to the byte.
    void requireEveryReceiptAgain() {
        long size = log().size();
        receipts.forEach((key, receipt) -> {
            String again = posted(receipt.person(), receipt.path(), key, receipt.body());
            if (!again.equals(receipt.answer())) {
                throw new AssertionError("the receipt of %s was %s, and is %s".formatted(key, receipt.answer(), again));
            }
        });
        if (receipts.isEmpty() || log().size() != size) {
            throw new AssertionError("%d receipts made %d events %d".formatted(receipts.size(), size, log().size()));
        }
    }

    /// As when somebody signs out whose token has a long time to go.
    void signOut(String token) {
        application.getBean(StoredSignOuts.class).add(token, Instant.parse("2099-01-01T00:00:00Z"));
    }

    Map<String, Instant> signedOut() {
        return application.getBean(StoredSignOuts.class).after(Instant.EPOCH);
    }

    /// Its client never asks for it again.
    void forget(String key) {
        receipts.remove(key);
    }

    private void act(String person, String path, String key, String body) {
        receipts.put(key, new Receipt(person, path, body, posted(person, path, key, body)));
    }

    private String posted(String person, String path, String key, String body) {
        HttpResponse<String> answer = ChildServer.answer(
                client,
                request(person, API + path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 201) {
            throw new AssertionError(key + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String person, String path) {
        String port = Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port"));
        String token = DemoIdentity.open(demo, Clock.systemUTC())
                .token(DemoPeople.withId(person).orElseThrow(), STUDY, Duration.ofHours(1));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        application.close();
        client.close();
    }
}
