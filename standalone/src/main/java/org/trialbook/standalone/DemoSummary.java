package org.trialbook.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoScrape;
import org.trialbook.event.StudyId;
import org.trialbook.store.Log;
import org.trialbook.verify.VerifyCommand;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the demo prints once it is ready, asked of the running server as anybody could ask it.
final class DemoSummary {

    private final URI url;
    private final URI console;
    private final Path data;
    private final String study;
    private final DemoIdentity identity;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param console where people sign in
    DemoSummary(URI url, URI console, Path data, String study) {
        this.url = url;
        this.console = console;
        this.data = data;
        this.study = study;
        this.identity = DemoIdentity.open(data.resolve("demo"), Clock.systemUTC());
    }

    /// @return whether the record verified and the views agree with it
    boolean print(Log log) throws InterruptedException {
        try {
            // As of the whole record: live views may be a moment behind it.
            consort(json("monitor", "/overview?asOf=" + log.size()));
            open(log);
            boolean verified = verify();
            boolean replayed = replay();
            people();
            return verified && replayed;
        } catch (IOException e) {
            System.err.println("The server did not answer: " + e.getMessage());
            return false;
        }
    }

    private void consort(JsonNode overview) {
        JsonNode consort = overview.get("consort");
        System.out.println();
        System.out.printf("%s, protocol %s%n", text(overview, "title"), text(overview, "protocolVersion"));
        System.out.printf("  assessed for eligibility  %5s%n", consort.get("assessed"));
        System.out.printf(
                "  excluded                  %5s%n", consort.get("excluded").get("total"));
        System.out.printf("  in screening              %5s%n", consort.get("inScreening"));
        System.out.printf(
                "  randomized                %5s of %s%n",
                consort.get("randomized"), overview.get("enrolment").get("target"));
        System.out.printf(
                "  withdrawn                 %5s%n", consort.get("withdrawn").get("total"));
        System.out.printf(
                "  visits done, missed       %5s, %s (outside their window: %s)%n",
                overview.get("visits").get("done"),
                overview.get("visits").get("missed"),
                overview.get("visits").get("outOfWindow"));
        System.out.println();
    }

    /// What waits for somebody, by the trial's time.
    private void open(Log log) throws IOException, InterruptedException {
        String whole = "?limit=1000&asOf=" + log.size();
        JsonNode matrix = json("monitor", "/matrix" + whole);
        Map<String, Integer> visits = new HashMap<>();
        for (JsonNode subject : matrix.get("subjects")) {
            for (JsonNode visit : subject.get("visits")) {
                visits.merge(text(visit, "status"), 1, Integer::sum);
            }
        }
        int due = 0;
        for (JsonNode unblinding : json("monitor", "/unblindings" + whole).get("unblindings")) {
            due += unblinding.get("due").asBoolean() ? 1 : 0;
        }
        System.out.printf(
                "On %s of the trial's time%n",
                log.line(log.size() - 1).recordedAt().toString().substring(0, 10));
        System.out.printf("  visits due                %5d%n", visits.getOrDefault("due", 0));
        System.out.printf("  visits overdue            %5d%n", visits.getOrDefault("overdue", 0));
        System.out.printf(
                "  recordings being read     %5d%n",
                json("monitor", "/reads/results" + whole).get("reads").findValues("final").stream()
                        .filter(JsonNode::isNull)
                        .count());
        System.out.printf("  unblindings to assess     %5d%n", due);
        System.out.println();
    }

    /// Downloads the bundle as the inspector and verifies it offline, against the log's public key.
    private boolean verify() throws IOException, InterruptedException {
        Path bundle = data.resolve("bundle.zip");
        // A bundle of an earlier start may stand there and be longer; nothing of it may be left behind the new one.
        HttpResponse<Path> answer = client.send(
                request("inspector", "/bundle"),
                HttpResponse.BodyHandlers.ofFile(
                        bundle,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING));
        if (answer.statusCode() != 200) {
            System.err.println("The bundle could not be downloaded: " + answer.statusCode());
            return false;
        }
        Path key = data.resolve("keys").resolve("log.pub");
        return new CommandLine(new VerifyCommand()).execute(bundle.toString(), "--key", key.toString()) == 0;
    }

    private boolean replay() throws IOException, InterruptedException {
        JsonNode report = json("inspector", "/replay");
        int differences = 0;
        int views = 0;
        for (JsonNode group : report.get("groups")) {
            views += group.get("views").asInt();
            differences += group.get("differences").size();
        }
        System.out.printf("replayed: %,d views recomputed from the record, %d differences%n", views, differences);
        return report.get("sound").asBoolean();
    }

    private void people() {
        System.out.println();
        System.out.printf("The record is served at %s%n", url);
        System.out.printf(
                "Pages, to read and to act: %s (sign in with one click as one of the demo's people)%n", console);
        System.out.println("For a program, a token:");
        System.out.printf("  TOKEN=$(./trialbook token monitor --data %s)%n", data);
        System.out.printf("  curl -s -H \"Authorization: Bearer $TOKEN\" %s/api/v1/studies/%s/overview%n", url, study);
        System.out.println("What a monitoring system reads, with a token that is no secret:");
        System.out.printf("  curl -s -H \"Authorization: Bearer %s\" %s/actuator/prometheus%n", DemoScrape.TOKEN, url);
    }

    private JsonNode json(String person, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(person, path), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpRequest request(String person, String path) {
        String token =
                identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId(study), Duration.ofMinutes(10));
        return HttpRequest.newBuilder(url.resolve("/api/v1/studies/" + study + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null || value.isNull() ? "(none)" : value.asString();
    }
}
