package org.trialbook.console.record;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.trialbook.console.ConsoleProperties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The record's HTTP interface, asked as the user.
@Component
public class RecordClient {

    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    /// A token that was good and is no longer: signing in again helps.
    private static final Set<String> OVER = Set.of("token-expired", "signed-out", "session-idle", "not-signed-in");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final UserTokens tokens;
    private final ConsoleProperties properties;

    RecordClient(UserTokens tokens, ConsoleProperties properties) {
        this.tokens = tokens;
        this.properties = properties;
    }

    /// Asks a question.
    ///
    /// @param path behind the study, such as `/subjects/01-001/timeline`
    /// @throws RecordProblemException for whatever else than an answer
    public RecordAnswer ask(String path, Map<String, String> parameters) {
        RecordAnswer answer = send(HttpRequest.newBuilder(address(properties.queries(), path, parameters))
                .GET());
        return required(answer);
    }

    public RecordAnswer ask(String path) {
        return ask(path, Map.of());
    }

    /// Which acts this user could take now on a target, such as `/subjects/01-001`.
    public RecordAnswer possible(String target) {
        return required(send(HttpRequest.newBuilder(address(properties.commands(), target + "/acts", Map.of()))
                .GET()));
    }

    /// Acts, or says why not. The same key is the same act, however often it is sent.
    ///
    /// @param path behind the study, such as `/subjects/01-001/acts/record-visit`
    /// @throws RecordAwayException when it is not known whether the act was recorded
    public RecordAnswer act(String path, String key, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(address(properties.commands(), path, Map.of()))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    /// Ends a token for every process of the record; one that is over already is none to end.
    public void signOut(String token) {
        try {
            http.send(
                    HttpRequest.newBuilder(properties.queries().resolve("/signout"))
                            .header("Authorization", "Bearer " + token)
                            .timeout(TO_ANSWER)
                            .POST(BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new RecordAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordAwayException(new IOException("interrupted", e));
        }
    }

    private URI address(URI side, String path, Map<String, String> parameters) {
        UriComponentsBuilder address =
                UriComponentsBuilder.fromUri(side).path("/api/v1/studies/" + properties.study() + path);
        parameters.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(parameters).toUri();
    }

    private RecordAnswer send(HttpRequest.Builder request) {
        HttpRequest asked = request.header("Authorization", "Bearer " + tokens.current())
                .header("Accept", "application/json, application/problem+json")
                .timeout(TO_ANSWER)
                .build();
        RecordAnswer answer = read(answered(asked));
        if (answer.status() == 401 && OVER.contains(answer.problem())) {
            throw new SignInOverException(answer.problem());
        }
        return answer;
    }

    /// Once more when the connection broke: a question changes nothing, and an act has its key.
    private HttpResponse<byte[]> answered(HttpRequest request) {
        try {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException e) {
                return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            }
        } catch (IOException e) {
            throw new RecordAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordAwayException(new IOException("interrupted", e));
        }
    }

    private RecordAnswer read(HttpResponse<byte[]> response) {
        JsonNode body;
        try {
            body = response.body().length == 0 ? JsonNodeFactory.instance.objectNode() : json.readTree(response.body());
        } catch (JacksonException e) {
            throw new RecordAwayException(new IOException("no JSON", e));
        }
        return new RecordAnswer(
                response.statusCode(),
                body,
                response.headers().firstValue("X-Record-After").orElse(null),
                response.headers()
                        .firstValue("Idempotency-Replayed")
                        .map(Boolean::parseBoolean)
                        .orElse(false));
    }

    private static RecordAnswer required(RecordAnswer answer) {
        if (!answer.ok()) {
            throw new RecordProblemException(answer);
        }
        return answer;
    }
}
