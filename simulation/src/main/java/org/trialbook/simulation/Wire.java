package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyId;

/// Puts requests on the wire as one of the demo's people, and patiently: 429 and 503 are asked again after the time
/// that the server names, a broken connection after a moment, both under the same key and only so often.
final class Wire implements CommandSide {

    private static final Duration TOKENS_LAST = Duration.ofHours(12);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int TRIES = 8;

    private final HttpClient client;
    private final URI server;
    private final StudyId study;
    private final Demo demo;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final RequestCounts tally;
    private final Semaphore free;

    /// @param server where acts are sent
    /// @param atOnce how many requests are on their way at a time
    Wire(HttpClient client, URI server, int atOnce, StudyId study, Demo demo, RequestCounts tally) {
        this.client = client;
        this.server = server;
        this.free = new Semaphore(atOnce);
        this.study = study;
        this.demo = demo;
        this.tally = tally;
    }

    StudyId study() {
        return study;
    }

    Answer get(URI uri, String person) throws IOException {
        tally.requests.increment();
        return patiently(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token(person))
                .timeout(TIMEOUT)
                .GET()
                .build());
    }

    @Override
    public Answer post(Request request, Fault fault) throws IOException {
        URI uri = server.resolve("/api/v1/studies/" + study + request.path());
        byte[] body = EventJson.mapper().writeValueAsBytes(request.body());
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        builder.header("Content-Type", fault == Fault.NOT_JSON ? "text/plain" : "application/json");
        authorize(builder, request.person(), fault);
        if (fault != Fault.NO_KEY) {
            builder.header("Idempotency-Key", request.key());
        }
        if (fault == Fault.TWO_KEYS) {
            builder.header("Idempotency-Key", request.key() + "-second");
        }
        int sent = fault == Fault.BROKEN_JSON ? body.length - 1 : body.length;
        return patiently(builder.POST(HttpRequest.BodyPublishers.ofByteArray(body, 0, sent))
                .build());
    }

    @Override
    public void upload(String person, byte[] file) throws IOException {
        Answer answer = patiently(HttpRequest.newBuilder(server.resolve("/api/v1/studies/" + study + "/media"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token(person))
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
        if (answer.status() != 201) {
            throw new IOException("a file was not taken: " + answer.inWords());
        }
    }

    private void authorize(HttpRequest.Builder builder, String person, Fault fault) {
        switch (fault) {
            case NO_TOKEN -> {}
            case EXPIRED_TOKEN ->
                builder.header(
                        "Authorization",
                        "Bearer " + demo.token(person, study, Duration.ofDays(1), Duration.ofHours(1)));
            case ALTERED_TOKEN -> builder.header("Authorization", "Bearer " + altered(token(person)));
            case NONE, NO_KEY, TWO_KEYS, BROKEN_JSON, NOT_JSON ->
                builder.header("Authorization", "Bearer " + token(person));
        }
    }

    /// With one letter of the signature changed.
    private static String altered(String token) {
        int at = token.lastIndexOf('.') + 10;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    @Override
    public boolean takes(Fault fault) {
        return true;
    }

    @Override
    public void signInAnew(String person) {
        tokens.remove(person);
    }

    private String token(String person) {
        return tokens.computeIfAbsent(person, id -> demo.token(id, study, Duration.ZERO, TOKENS_LAST));
    }

    private Answer patiently(HttpRequest request) throws IOException {
        for (int tried = 1; ; tried++) {
            try {
                if (tried > 1) {
                    tally.requests.increment();
                }
                HttpResponse<byte[]> response = sent(request);
                Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
                if ((answer.status() != 429 && answer.status() != 503) || tried == TRIES) {
                    return answer;
                }
                tally.waits.increment();
                Thread.sleep(wait(answer));
            } catch (IOException e) {
                if (tried >= 3) {
                    throw e;
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private HttpResponse<byte[]> sent(HttpRequest request) throws IOException, InterruptedException {
        free.acquire();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } finally {
            free.release();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Duration wait(Answer answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("1");
        Duration asked = seconds.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : LONGEST_WAIT;
        return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }
}
