package org.trialbook.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that sends what it's told to, however wrong, and follows nothing.
final class Http {

    static final String STUDY = "/api/v1/studies/HOT-CRT";
    static final String VISIT = STUDY + "/subjects/01-001/acts/record-visit";
    static final String FORM = """
            {"date":"2026-11-21","outcome":"DONE","pulse":61,"readings":[{"item":"qrs","value":142}]}""";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String root;

    Http(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(root + path));
    }

    HttpRequest.Builder as(String token, String path) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder act(String token, String path, String body) {
        return as(token, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }
}
