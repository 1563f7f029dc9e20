package org.trialbook.console.record;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
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
    private static final Set<String> OVER = Set.of("token-expired", "signed-out", "not-signed-in");

    /// What a header of ours may hold of it.
    private static final Pattern LANGUAGES = Pattern.compile("[A-Za-z0-9,;=.* -]{1,200}");

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
        RecordAnswer answer = send(HttpRequest.newBuilder(address(properties.queriesOf(path), path, parameters))
                .GET());
        return required(answer);
    }

    public RecordAnswer ask(String path) {
        return ask(path, Map.of());
    }

    /// Asks for what stands outside every study, such as the witnesses of the log.
    public RecordAnswer askOfTheRecord(String path) {
        return required(send(HttpRequest.newBuilder(properties.queries().resolve("/api/v1/record" + path))
                .GET()));
    }

    /// Opens a file, to be passed on as it comes; whoever opens it closes it.
    ///
    /// @throws RecordProblemException for whatever else than a file
    HttpResponse<InputStream> open(String path, Map<String, String> parameters) {
        HttpResponse<InputStream> response = answered(
                asked(HttpRequest.newBuilder(address(properties.queriesOf(path), path, parameters))
                        .GET()),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        try (InputStream body = response.body()) {
            throw new RecordProblemException(read(response, body.readAllBytes()));
        } catch (IOException e) {
            throw new RecordAwayException(e);
        }
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

    /// Asks what takes a body: too much for an address, and nothing is recorded by it.
    ///
    /// @throws RecordProblemException for whatever else than an answer
    public RecordAnswer consult(String path, Map<String, ?> body) {
        return required(send(HttpRequest.newBuilder(address(properties.queriesOf(path), path, Map.of()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))));
    }

    /// Sends a file as it comes, once: what broke on the way is sent again by whoever sent it.
    ///
    /// @param bytes how many there will be; fewer than 0 where that is not known
    /// @throws RecordAwayException when it is not known whether it was taken
    public RecordAnswer upload(InputStream file, long bytes) {
        BodyPublisher body = BodyPublishers.ofInputStream(() -> file);
        HttpRequest request = asked(HttpRequest.newBuilder(address(properties.commands(), "/media", Map.of()))
                .POST(bytes < 0 ? body : BodyPublishers.fromPublisher(body, Math.max(1, bytes))));
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return read(response, response.body());
        } catch (IOException e) {
            throw new RecordAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordAwayException(new IOException("interrupted", e));
        }
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
        HttpResponse<byte[]> response = answered(asked(request), HttpResponse.BodyHandlers.ofByteArray());
        return read(response, response.body());
    }

    private HttpRequest asked(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + tokens.current())
                .header("Accept", "application/json, application/problem+json, */*;q=0.5")
                .header("Accept-Language", languages())
                .timeout(TO_ANSWER)
                .build();
    }

    /// As whoever looks at the page has told their browser.
    private static String languages() {
        String said = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
                ? asked.getRequest().getHeader("Accept-Language")
                : null;
        return said != null && LANGUAGES.matcher(said).matches() ? said : "*";
    }

    /// Once more when the connection broke: a question changes nothing, and an act has its key.
    private <T> HttpResponse<T> answered(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            try {
                return http.send(request, body);
            } catch (IOException e) {
                return http.send(request, body);
            }
        } catch (IOException e) {
            throw new RecordAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordAwayException(new IOException("interrupted", e));
        }
    }

    /// @throws SignInOverException when the token is good no longer
    private RecordAnswer read(HttpResponse<?> response, byte[] bytes) {
        JsonNode body;
        try {
            body = bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : Isolated.all(json.readTree(bytes));
        } catch (JacksonException e) {
            throw new RecordAwayException(new IOException("no JSON", e));
        }
        HttpHeaders headers = response.headers();
        RecordAnswer answer = new RecordAnswer(
                response.statusCode(),
                body,
                headers.firstValue("X-Record-Position").orElse(null),
                headers.firstValue("Link").map(RecordClient::query).orElse(null),
                headers.firstValue("X-Record-After").orElse(null),
                headers.firstValue("Idempotency-Replayed")
                        .map(Boolean::parseBoolean)
                        .orElse(false));
        if (answer.status() == 401 && OVER.contains(answer.problem())) {
            throw new SignInOverException(answer.problem());
        }
        return answer;
    }

    /// Of `</api/…?limit=50&cursor=7>; rel="next"`.
    private static @Nullable String query(String link) {
        return URI.create(link.substring(link.indexOf('<') + 1, link.indexOf('>')))
                .getRawQuery();
    }

    private static RecordAnswer required(RecordAnswer answer) {
        if (!answer.ok()) {
            throw new RecordProblemException(answer);
        }
        return answer;
    }
}
