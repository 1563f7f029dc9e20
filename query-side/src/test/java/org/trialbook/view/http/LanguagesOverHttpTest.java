package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// A form's words in the language that is asked for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesOverHttpTest {

    private static final String PROTOCOL = Story.hotCrt().replace("\nassumptions:\n", """

            translations:
              de: {forms/ecg: EKG, forms/ecg/items/heart-rate: Herzfrequenz, visits/month-3: Drei Monate}

            assumptions:
            """);

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        server.story()
                .then(new ProtocolPublished(Story.STUDY, "1", "00".repeat(32), PROTOCOL))
                .then(opened("01"))
                .then(registered("01-001"))
                .then(consented("01-001"));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode asked(String path, String languages) {
        QuerySide.Answer answer = server.as("coordinator@01").get(path, Map.of("Accept-Language", languages));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | EKG",
                "de-AT, en;q=0.5 | EKG",
                "fr, de;q=0.3 | EKG",
                "en, de;q=0.9 | Electrocardiogram at the site",
                "fr | Electrocardiogram at the site",
                "* | Electrocardiogram at the site",
                "no;;language | Electrocardiogram at the site"
            })
    void aFormIsCalledAsIsAskedFor(String languages, String label) {
        assertThat(asked("/subjects/01-001/visits/pre-implant/forms/ecg", languages)
                        .at("/label")
                        .asString())
                .isEqualTo(label);
    }

    @Test
    void whatIsNotTranslatedStaysAndCodesAreTheSame() {
        JsonNode german = asked("/subjects/01-001/visits/pre-implant/forms/ecg", "de");
        JsonNode english = asked("/subjects/01-001/visits/pre-implant/forms/ecg", "en");

        assertThat(german.at("/items/0/definition/label").asString()).isEqualTo("Herzfrequenz");
        assertThat(german.at("/items/1")).isEqualTo(english.at("/items/1"));
        assertThat(german.at("/items/0/definition/code")).isEqualTo(english.at("/items/0/definition/code"));
    }

    @Test
    void visitsAreCalledSoInTheMatrixAndTheProtocol() {
        assertThat(asked("/matrix", "de").at("/visits").toString()).contains("Drei Monate");
        assertThat(asked("/protocol", "de").at("/visits").toString()).contains("Drei Monate", "EKG");
        assertThat(asked("/matrix", "en").at("/visits").toString()).doesNotContain("Drei Monate");
    }
}
