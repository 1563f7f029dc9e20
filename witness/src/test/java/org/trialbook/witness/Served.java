package org.trialbook.witness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.WitnessAnswer;

/// A witness that serves, and a client that asks it.
final class Served implements AutoCloseable {

    static final String NAME = "witness.example.net/site-03";

    final NoteVerifier witness;
    private final WitnessServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    Served(Path directory, Clock clock, NoteVerifier... logs) throws IOException {
        Witness opened = Witness.open(directory, NAME, List.of(logs), clock, new SecureRandom());
        witness = opened.verifier();
        server = WitnessServer.start(opened, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.address().getPort() + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    WitnessAnswer add(byte[] body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send("POST", "/add-checkpoint", body);
        WitnessAnswer answer = WitnessAnswer.parse(response.statusCode(), response.body());
        if (!response.headers().firstValue("content-type").orElse("").equals(answer.contentType())) {
            throw new AssertionError(response.headers().map() + " for " + answer);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
