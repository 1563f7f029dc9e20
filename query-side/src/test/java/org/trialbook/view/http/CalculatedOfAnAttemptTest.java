package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.randomized;
import static org.trialbook.view.projection.Acts.registered;
import static org.trialbook.view.projection.Acts.tried;

import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What is calculated of an attempt stays what the version says under which it was recorded, whatever a later one says.
class CalculatedOfAnAttemptTest {

    private static final String LIMIT = "    pulse-width-ms: {min: 0.05, max: 2}\n";
    private static final String FIRST = Story.hotCrt().replace(LIMIT, LIMIT + """
              items:
                - {code: narrowed, label: Narrower by, type: calculated, unit: ms, decimals: 0, formula: qrs-before - qrs-after}
            """);
    private static final String SECOND = FIRST.replace("qrs-before - qrs-after", "qrs-after - qrs-before")
            .replace("version: \"1\"", "version: \"2\"");

    @Test
    void eachByItsOwnVersion() {
        try (QuerySide server = QuerySide.unblinded()) {
            server.story()
                    .then(new ProtocolPublished(Story.STUDY, "1", "11".repeat(32), FIRST, false))
                    .then(opened("01"))
                    .then(registered("01-001"))
                    .then(consented("01-001"))
                    .then(randomized("01-001", 1, "CSP"))
                    .then(tried("01-001", 1, "his", "dislodged"))
                    .then(new ProtocolPublished(Story.STUDY, "2", "22".repeat(32), SECOND, false))
                    .then(tried("01-001", 2, "his", null));
            server.recorded();

            JsonNode attempts = server.as("implanter@01")
                    .get("/unblinded/subjects/01-001")
                    .json()
                    .path("attempts");

            assertThat(attempts.at("/0/calculated/narrowed/value").asString()).isEqualTo("42");
            assertThat(attempts.at("/1/calculated/narrowed/value").asString()).isEqualTo("-42");
        }
    }
}
