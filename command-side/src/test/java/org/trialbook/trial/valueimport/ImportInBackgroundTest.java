package org.trialbook.trial.valueimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.valueimport.ImportingValuesTest.file;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer.Answer;

/// A file that is sent to be answered later, over HTTP.
@ExtendWith(SharedServer.class)
class ImportInBackgroundTest {
    private static final String IMPORT = "/sites/01/acts/import-values";

    private static Map<String, Object> body(String file) {
        return Map.of("file", file, "because", "read again on paper");
    }

    private static String nyha(Trial trial) {
        String subject = trial.consented("01").substring("/subjects/".length());
        return file("nyha-class", subject + ",pre-implant,nyha,,2026-03-03,II");
    }

    private static String begun(Trial trial, String path, String key, String file) {
        Answer begun = trial.server().actLater("coordinator@01", path, key, body(file));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        assertThat(begun.header("Preference-Applied")).isEqualTo("respond-async");
        assertThat(begun.json().path("status").asString()).isEqualTo("running");
        return begun.header("Location").substring("/api/v1/studies/HOT-CRT".length());
    }

    private static Answer ended(Trial trial, String address) {
        AtomicReference<Answer> answer = new AtomicReference<>();
        Awaitility.await().until(() -> {
            answer.set(trial.server().get("coordinator@01", address));
            return answer.get().status() != 202;
        });
        return answer.get();
    }

    @Test
    void theReceiptIsFoundThereAndTheSameKeyGetsTheSame(Trial trial) {
        String file = nyha(trial);
        String key = UUID.randomUUID().toString();
        String address = begun(trial, IMPORT, key, file);
        Answer receipt = ended(trial, address);
        assertThat(receipt.status()).as(receipt.body()).isEqualTo(201);
        assertThat(receipt.json().path("forms").asInt()).isEqualTo(1);

        Answer repeated = trial.server()
                .act(
                        "coordinator@01",
                        IMPORT,
                        key,
                        tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(body(file)));
        assertThat(repeated.body()).isEqualTo(receipt.body());
        assertThat(repeated.header("Location")).isEqualTo(receipt.header("Location"));
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void nobodyElseFindsTheAnswer(Trial trial) {
        String address = begun(trial, IMPORT, UUID.randomUUID().toString(), nyha(trial));
        assertThat(trial.server().get("investigator@01", address).problem()).isEqualTo("no-such-path");
        assertThat(trial.server().get("coordinator@02", address).status()).isEqualTo(404);
        assertThat(trial.server().get("monitor", address).status()).isEqualTo(403);
        assertThat(ended(trial, address).status()).isEqualTo(201);
    }

    @Test
    void aRefusalIsTheOrdinaryOne(Trial trial) {
        String file = nyha(trial).replace(",pre-implant,", ",never,");
        long before = trial.server().log().size();
        Answer later = ended(trial, begun(trial, IMPORT, UUID.randomUUID().toString(), file));
        Answer atOnce = trial.server().act("coordinator@01", IMPORT, body(file));
        assertThat(later.status()).isEqualTo(422);
        assertThat(later.body()).isEqualTo(atOnce.body());
        assertThat(later.header("Content-Type")).isEqualTo(atOnce.header("Content-Type"));
        assertThat(trial.server().log().size()).isEqualTo(before);
    }

    @Test
    void aPreviewIsAnsweredLaterToo(Trial trial) {
        String file = nyha(trial);
        Answer later =
                ended(trial, begun(trial, IMPORT + "/preview", UUID.randomUUID().toString(), file));
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.body())
                .isEqualTo(trial.server()
                        .act("coordinator@01", IMPORT + "/preview", body(file))
                        .body());
    }

    /// What is wrong with a request is told at once, and nothing is begun.
    @Test
    void whoMayNotOrAsksWronglyIsToldAtOnce(Trial trial) {
        String key = UUID.randomUUID().toString();
        assertThat(trial.server().actLater("monitor", IMPORT, key, body("x")).status())
                .isEqualTo(403);
        assertThat(trial.server()
                        .actLater("coordinator@01", IMPORT, key, Map.of())
                        .status())
                .isEqualTo(400);
    }
}
