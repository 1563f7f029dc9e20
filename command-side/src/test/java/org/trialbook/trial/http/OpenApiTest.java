package org.trialbook.trial.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.http.RequestBodies.Sent;
import tools.jackson.databind.JsonNode;

/// `docs/openapi.json` is what the declarations say, and its examples are what it says of them.
///
/// A difference is looked at, and approved by writing the file anew: this test with `-Dtrialbook.writeOpenApi=true`.
class OpenApiTest {
    private static final Path COMMITTED = Path.of("../docs/openapi.json");
    /// Lines of a difference.
    private static final int SHOWN = 5;

    static List<Act<?, ?, ?>> acts() {
        return DeclaredActs.all();
    }

    static Stream<Asked<?, ?>> asked() {
        return OpenApiExamples.asked();
    }

    @Test
    void isAsTheDeclarationsSay() throws IOException {
        String generated = OpenApi.text();
        if (Boolean.getBoolean("trialbook.writeOpenApi")) {
            Files.writeString(COMMITTED, generated);
        }
        List<String> now = generated.lines().toList();
        List<String> approved = Files.readAllLines(COMMITTED);
        int line = 0;
        while (line < Math.min(now.size(), approved.size()) && now.get(line).equals(approved.get(line))) {
            line++;
        }
        assertThat(now.stream().skip(line).limit(SHOWN).toList())
                .as("docs/openapi.json from line %d on; -Dtrialbook.writeOpenApi=true approves it", line + 1)
                .isEqualTo(approved.stream().skip(line).limit(SHOWN).toList());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void anActsExamplesFitTheirSchemas(Act<?, ?, ?> act) {
        JsonNode operation = OpenApiCheck.operation(act.name());
        operation
                .at("/requestBody/content/application~1json/examples")
                .properties()
                .forEach(example -> assertThat(OpenApiCheck.ofRequest(
                                act.name(), example.getValue().get("value")))
                        .as(example.getKey())
                        .isEmpty());
        operation
                .get("responses")
                .properties()
                .forEach(response -> OpenApiCheck.examples(response.getValue())
                        .forEach(example -> assertThat(
                                        OpenApiCheck.ofAnswer(act.name(), Integer.parseInt(response.getKey()), example))
                                .as(example.toString())
                                .isEmpty()));
    }

    /// So that what is sent is what was decided, and not only something like it.
    @ParameterizedTest
    @MethodSource("asked")
    void theServerReadsFromAnExamplesBodyWhatWasDecided(Asked<?, ?> asked) {
        assertThat(OpenApiCheck.ofRequest(asked.act().name(), asked.json())).isEmpty();
        Sent<?> sent = read(asked);
        assertThat(sent.body()).isEqualTo(asked.command().body());
        assertThat(OccurredAt.read(sent.occurredAt(), asked.context().now()).toInstant())
                .isEqualTo(asked.context().occurredAt().toInstant());
    }

    private static Sent<?> read(Asked<?, ?> asked) {
        byte[] body = OpenApi.JSON.writeValueAsBytes(asked.json());
        return new RequestBodies(OpenApi.JSON)
                .read(body, asked.act(), new ServletServerHttpRequest(new MockHttpServletRequest()));
    }
}
