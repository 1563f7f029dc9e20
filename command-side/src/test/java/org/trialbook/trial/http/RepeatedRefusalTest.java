package org.trialbook.trial.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.EventJson;
import org.trialbook.ledger.EventLine;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;
import org.trialbook.trial.act.Target;

/// A refusal that is in the record answers every later request with its key, whatever has happened since. So
/// the answer says that it is a repeat, of when, and how to ask again: in an emergency nobody has time to find
/// that out.
@ExtendWith(SharedServer.class)
class RepeatedRefusalTest {

    private static final AtomicInteger KEYS = new AtomicInteger();

    /// What is refused for somebody who is not randomized yet.
    ///
    /// @param place what it is about; null for a subject
    record Refused(String act, String person, @Nullable String place, Object body) {
        @Override
        public String toString() {
            return act;
        }
    }

    private static final Map<String, Object> EMERGENCY =
            Map.of("reason", "other", "recipient", "Dr. Noether", "note", "unconscious");

    /// The acts of which every refusal is recorded.
    private static List<Refused> everyActWhoseRefusalsAreRecorded() {
        return ActExamples.all().stream()
                .filter(example -> example.act().act().recordsRefusals())
                .map(example -> new Refused(
                        example.name(),
                        example.person(),
                        place(example.act().act().target()),
                        example.act().json()))
                .toList();
    }

    private static @Nullable String place(Target<?> target) {
        return target.equals(Target.STUDY) ? "" : target.equals(Target.SITE) ? "/sites/01" : null;
    }

    /// Refusals that are recorded whatever the act.
    static List<Refused> everyRecordedRefusal() {
        List<Refused> all = new ArrayList<>(everyActWhoseRefusalsAreRecorded());
        all.add(new Refused("record-assessment", "coordinator@01", null, formThatRevealsTheArm()));
        String opening =
                HotCrt.amended("        required: false\n        reveals-the-arm: true\n", "        required: false\n");
        all.add(new Refused("publish-protocol", "data-manager", "", Map.of("protocol", opening)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("everyRecordedRefusal")
    void aRepeatSaysThatItIsOneOfWhenAndHowToAskAgain(Refused refused, Trial trial) {
        TrialServer server = trial.server();
        String path = (refused.place() != null ? refused.place() : trial.consented("01")) + "/acts/" + refused.act();
        String body = EventJson.mapper().writeValueAsString(refused.body());
        String key = key();

        Answer first = server.act(refused.person(), path, key, body);
        assertThat(first.status()).as(first.body()).isEqualTo(422);
        assertThat(first.header("Idempotency-Replayed")).isEqualTo("false");
        assertThat(first.json().has("decidedAt")).isFalse();
        EventLine recorded = server.log().line(server.log().size() - 1);
        assertThat(recorded.type()).isEqualTo("trialbook.ActRefused");

        for (int again = 0; again < 2; again++) {
            Answer repeat = server.act(refused.person(), path, key, body);
            assertThat(repeat.status()).isEqualTo(422);
            assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(repeat.problem()).isEqualTo(first.problem());
            assertThat(repeat.json().get("evidence")).isEqualTo(first.json().get("evidence"));
            assertThat(Instant.parse(repeat.json().get("decidedAt").asString())).isEqualTo(recorded.recordedAt());
            assertThat(repeat.json().get("detail").asString())
                    .startsWith(first.json().get("detail").asString())
                    .contains(recorded.recordedAt().toString())
                    .contains("a new key asks again");
        }
        assertThat(server.log().line(server.log().size() - 1)).isEqualTo(recorded);
    }

    @Test
    void anEmergencyIsNotHeldUpByWhatWasRefusedUnderItsKeyBefore(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.eligible("01");
        String path = subject + "/acts/unblind-subject";
        String body = EventJson.mapper().writeValueAsString(EMERGENCY);
        String key = key();
        assertThat(server.act("investigator@01", path, key, body).status()).isEqualTo(422);
        server.recorded("coordinator@01", subject + "/acts/randomize", Map.of());

        Answer repeat = server.act("investigator@01", path, key, body);

        assertThat(repeat.status()).isEqualTo(422);
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(server.act("investigator@01", path, key(), body).status()).isEqualTo(201);
    }

    @Test
    void aRefusalThatIsNotRecordedIsDecidedAnewEachTime(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.registered("01");
        String body = EventJson.mapper()
                .writeValueAsString(Map.of("withdrawnOn", "2126-03-20", "reason", "consent-withdrawn", "note", ""));
        String key = key();

        for (int again = 0; again < 2; again++) {
            Answer refused = server.act("investigator@01", subject + "/acts/withdraw", key, body);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.header("Idempotency-Replayed")).isEqualTo("false");
            assertThat(refused.json().has("decidedAt")).isFalse();
        }
    }

    private static Map<String, Object> formThatRevealsTheArm() {
        return Map.of(
                "visit", "discharge",
                "form", "ecg",
                "assessedOn", "2026-03-03",
                "values", Trial.json(HotCrt.ecg()));
    }

    private static String key() {
        return "refused-%08d".formatted(KEYS.incrementAndGet());
    }
}
