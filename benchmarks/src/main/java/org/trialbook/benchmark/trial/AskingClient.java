package org.trialbook.benchmark.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.trialbook.benchmark.trial.DrawnRequests.Drawn;
import org.trialbook.event.StudyId;

/// One client that asks a server one question after the other.
final class AskingClient implements AutoCloseable {
    private static final int OK = 200;
    private static final Duration TOKENS_LAST = Duration.ofHours(12);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TOLD = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;
    private final DemoOfATrial demo;
    private final Map<String, String> tokens = new HashMap<>();

    AskingClient(URI root, DemoOfATrial demo) {
        this.root = root;
        this.demo = demo;
    }

    /// @return how long the whole answer took, in nanoseconds
    /// @throws IOException if it is not answered with 200
    long nanos(Drawn drawn) throws IOException {
        HttpRequest request = request(drawn);
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = send(request);
        long took = System.nanoTime() - began;
        if (answer.statusCode() != OK) {
            String said = new String(answer.body(), StandardCharsets.UTF_8);
            throw new IOException("GET %s as %s: %d %s"
                    .formatted(
                            drawn.path(),
                            drawn.person(),
                            answer.statusCode(),
                            said.substring(0, Math.min(TOLD, said.length()))));
        }
        return took;
    }

    /// How many events the views know of; 0 as long as nobody answers.
    long known() throws IOException {
        HttpResponse<byte[]> answer = send(request(new Drawn("data-manager", MadeTrial.ADDRESS + "/overview")));
        return answer.statusCode() == OK
                ? answer.headers().firstValueAsLong("X-Record-Position").orElse(0)
                : 0;
    }

    private HttpRequest request(Drawn drawn) {
        String token = tokens.computeIfAbsent(
                drawn.person(), person -> demo.token(person, new StudyId(MadeTrial.STUDY), Duration.ZERO, TOKENS_LAST));
        return HttpRequest.newBuilder(root.resolve(drawn.path()))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .GET()
                .build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
