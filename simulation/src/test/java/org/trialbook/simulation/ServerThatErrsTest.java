package org.trialbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyId;

/// Servers that do each what ours must not: the simulation has to notice.
class ServerThatErrsTest {

    /// Enough acts that some of them are repeated.
    private static final List<String> KEYS =
            IntStream.range(0, 100).mapToObj(i -> "key-" + i).toList();

    /// How the server answers the n-th request, from 1.
    @FunctionalInterface
    private interface Answering {
        Said answer(int number);
    }

    private record Said(int status, String type, String body, boolean replayed) {}

    private final RequestCounts tally = new RequestCounts();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private Answering answering = number -> new Said(500, "text/plain", "", false);
    private final HttpServer server;
    private final SimulatedClient client;

    ServerThatErrsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Wire wire = new Wire(http, root, 12, new StudyId("HOT-CRT"), new NobodysDemo(), tally);
        client = new SimulatedClient(wire, 42, threads, tally);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            Said said = answering.answer(requests.incrementAndGet());
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", said.type());
            exchange.getResponseHeaders().set("Idempotency-Replayed", Boolean.toString(said.replayed()));
            exchange.getResponseHeaders().set("Retry-After", "0");
            byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
        threads.close();
    }

    private static Request request(String key) {
        return new Request("coordinator@01", "/subjects/01-001/acts/record-visit", key, Request.body("visit", "v"));
    }

    private void everyKey() throws IOException, UnexpectedAnswerException {
        for (String key : KEYS) {
            client.act(request(key));
        }
    }

    @Test
    void anotherReceiptForARepeatIsNoticed() throws IOException, UnexpectedAnswerException {
        answering = number -> new Said(201, "application/json", "{\"position\":%d}".formatted(number), number % 2 == 0);

        everyKey();

        SimulationReport report = tally.report(Duration.ZERO);
        assertThat(report.asExpected()).isFalse();
        assertThat(report.repeats()).isZero();
        assertThat(report.unexpected()).anyMatch(said -> said.contains("the repeat got"));
    }

    @Test
    void aRepeatThatIsRecordedAgainIsNoticed() throws IOException, UnexpectedAnswerException {
        answering = number -> new Said(201, "application/json", "{}", false);

        everyKey();

        assertThat(tally.report(Duration.ZERO).unexpected())
                .anyMatch(said -> said.contains("a repeat was not recognised as one"))
                .anyMatch(said -> said.contains("two at once under one key were both recorded"));
    }

    @Test
    void aWrongRequestThatIsTakenIsNoticed() throws IOException {
        answering = number -> new Said(201, "application/json", "{}", false);

        client.refused(request("a"), Fault.NO_KEY, 400, "problem:idempotency-key-missing");

        assertThat(tally.report(Duration.ZERO).failures()).isEqualTo(1);
    }

    @Test
    void aRefusalForAnotherReasonIsNoticed() throws IOException {
        answering = number ->
                new Said(422, "application/problem+json", "{\"type\":\"urn:trialbook:refusal:out-of-order\"}", false);

        client.refused(request("a"), Fault.NONE, 422, "refusal:already-randomized");
        client.refused(request("b"), Fault.NONE, 422, "refusal:out-of-order");

        SimulationReport report = tally.report(Duration.ZERO);
        assertThat(report.failures()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
    }

    @Test
    void aRaceThatBothWinIsNoticed() throws IOException, UnexpectedAnswerException {
        answering = number -> new Said(201, "application/json", "{}", false);

        client.race(request("a"), "refusal:already-randomized");

        assertThat(tally.report(Duration.ZERO).failures()).isEqualTo(1);
    }

    @Test
    void aBusyServerIsAskedAgainAndTheActCountedOnce() throws IOException, UnexpectedAnswerException {
        answering = number -> number <= 3
                ? new Said(number == 2 ? 503 : 429, "application/problem+json", "{}", false)
                : new Said(201, "application/json", "{}", number > 4);

        client.act(request(KEYS.getFirst()));

        SimulationReport report = tally.report(Duration.ZERO);
        assertThat(report.waits()).isEqualTo(3);
        assertThat(report.recorded()).isEqualTo(1);
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        answering = number -> new Said(503, "application/problem+json", "{}", false);

        assertThatThrownBy(() -> client.act(request(KEYS.getFirst())))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("503");
        assertThat(requests).hasValueBetween(8, 16);
    }
}
