package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.FORM;
import static org.trialbook.access.Http.VISIT;
import static org.trialbook.access.Http.json;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may not act, or not here, is told so whatever the body is: it has not been looked at.
class RoleBeforeBodyTest extends InDemo {

    private static final String NO_BODY = "{\"date\":";

    @ParameterizedTest
    @ValueSource(strings = {FORM, NO_BODY, "", "[[[[", "{\"unknown\":1}"})
    void theRoleIsAskedFirst(String body) throws Exception {
        assertProblem(http.send(http.act(token("monitor"), VISIT, body)), 403, "not-permitted");
        assertProblem(
                http.send(http.act(token("monitor"), VISIT, body).setHeader("Content-Type", "application/yaml")),
                403,
                "not-permitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, NO_BODY, "", "[[[[", "{\"unknown\":1}"})
    void thenThePlace(String body) throws Exception {
        assertProblem(http.send(http.act(token("coordinator@02"), VISIT, body)), 404, "no-such-subject");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String name) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:" + name);
    }
}
