package org.trialbook.trial.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.SignIn;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.trial.act.Acts;
import tools.jackson.databind.json.JsonMapper;

/// Acts asked for in the process that decides them, by the addresses that they have over HTTP: role, place, body,
/// decision and receipt are the endpoints' own. What a message can be wrong in beside has no place here.
public final class ActsInProcess {
    private static final String ACTS = "/acts/";

    private record Asked(String[] path, ActEndpoint<?, ?> endpoint) {}

    private final Map<String, Asked> byName = new HashMap<>();

    /// @param mapper reads bodies, as strictly as a server's
    public ActsInProcess(
            List<Acts.Decided<?, ?, ?>> acts, CommandSubmission submission, JsonMapper mapper, WallClock wall) {
        RequestBodies bodies = new RequestBodies(mapper);
        for (Acts.Decided<?, ?, ?> decided : acts) {
            byName.put(
                    decided.act().name(),
                    new Asked(
                            decided.act().target().path().split("/"),
                            new ActEndpoint<>(decided.act(), bodies, submission, wall, null)));
        }
    }

    /// @param study as in an address
    /// @param path below the study's, such as `/subjects/01-001/acts/randomize`
    /// @throws RuntimeException what is answered with a problem, as the endpoint throws it
    public ResponseEntity<Object> ask(
            String study, String path, IdempotencyKey key, byte[] json, Caller caller, SignIn signIn) {
        int at = path.indexOf(ACTS);
        Asked asked = at < 0 ? null : byName.get(path.substring(at + ACTS.length()));
        Map<String, String> variables = asked == null
                ? null
                : variables(asked.path(), path.substring(0, at).split("/")).orElse(null);
        if (asked == null || variables == null) {
            throw NoSuchException.study();
        }
        variables.put("study", study);
        return asked.endpoint().ask(variables, key, json, caller, signIn, new Message(json));
    }

    private static Optional<Map<String, String>> variables(String[] pattern, String[] path) {
        if (pattern.length != path.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < path.length; i++) {
            if (pattern[i].startsWith("{")) {
                variables.put(pattern[i].substring(1, pattern[i].length() - 1), path[i]);
            } else if (!pattern[i].equals(path[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /// What a body that can't be read came in.
    private record Message(ByteArrayInputStream body) implements HttpInputMessage {
        Message(byte[] json) {
            this(new ByteArrayInputStream(json));
        }

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return HttpHeaders.EMPTY;
        }
    }
}
