package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;

/// Somebody blinded, alone, tries to open what is sealed: by an amendment, and by a correction after it.
class AmendmentOverHttpTest {

    private static final String OPENING =
            HotCrt.amended("        required: false\n        reveals-the-arm: true\n", "        required: false\n");

    private static TrialServer server;
    private static Trial trial;

    @BeforeAll
    static void start() {
        trial = SharedServer.fresh();
        server = trial.server();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anOpeningAmendmentIsRefusedWithWhatItOpensAndTheAttemptIsRecorded() {
        long before = server.log().size();

        Answer answer = server.act("data-manager", "/acts/publish-protocol", Map.of("protocol", OPENING));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("opens-what-was-sealed");
        assertThat(answer.json().get("evidence").get("ecg/paced-capture").asString())
                .isEqualTo("the item is not marked");
        assertThat(server.log().size()).isEqualTo(before + 1);
        assertThat(server.log().line(before).type()).isEqualTo("trialbook.ActRefused");
        assertThat(server.log().line(before).payload()).contains("ecg/paced-capture");
    }

    @Test
    void aBlindedCorrectionIsAnsweredTheSameWhateverItGuessesAndEachAttemptIsRecorded() {
        server.act("data-manager", "/acts/publish-protocol", Map.of("protocol", OPENING));
        String subject = trial.consented("01");
        server.recorded(
                "investigator@01",
                subject + "/acts/record-assessment",
                Map.of(
                        "visit", "pre-implant",
                        "form", "ecg",
                        "assessedOn", "2026-03-03",
                        "values",
                                Trial.json(HotCrt.with(
                                        HotCrt.ecg(),
                                        "paced-capture",
                                        org.trialbook.event.ItemValue.of("biventricular")))));
        long before = server.log().size();

        List<String> bodies = List.of("biventricular", "selective-his").stream()
                .map(guess -> server.act(
                        "coordinator@01",
                        subject + "/acts/correct-value",
                        Map.of(
                                "visit", "pre-implant",
                                "form", "ecg",
                                "item", "paced-capture",
                                "from", Trial.json(guess, null),
                                "to", Trial.json("left-septal", null),
                                "because", "a guess")))
                .map(Answer::body)
                .toList();

        assertThat(bodies.getFirst()).contains("form-reveals-the-arm").isEqualTo(bodies.getLast());
        assertThat(server.log().size()).isEqualTo(before + 2);
        assertThat(server.log().line(before).payload())
                .contains("correct-value", "form-reveals-the-arm")
                .hasSameSizeAs(server.log().line(before + 1).payload())
                .doesNotContain("biventricular");
    }
}
