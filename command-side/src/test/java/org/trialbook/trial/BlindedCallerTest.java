package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.ActRefused;
import org.trialbook.event.EventJson;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.trial.TrialServer.Answer;

/// What a blinded caller is told of two subjects, one in each arm; what stands in the record.
@ExtendWith(SharedServer.class)
class BlindedCallerTest {

    private static final Set<String> CHANGING_HEADERS = Set.of("date");

    @Test
    void aCoordinatorWhoAsksForACrossoverGetsTheSameBytesInEitherArm(Trial trial) {
        Map<String, String> subjects = oneOfEachArm(trial);

        List<Answer> answers = new ArrayList<>();
        for (String subject : subjects.values()) {
            answers.add(ask(trial, "coordinator@03", subject, "phrenic-capture"));
        }

        assertThat(answers.getFirst().status()).isEqualTo(403);
        assertThat(answers.get(1).body()).isEqualTo(answers.get(0).body());
        assertThat(steady(answers.get(1))).isEqualTo(steady(answers.get(0)));
    }

    @Test
    void theRandomizationOfASubjectAnswersTheSameInEitherArmButForNumbersAndHashes(Trial trial) {
        Map<String, String> subjects = oneOfEachArm(trial);

        List<String> shapes = subjects.values().stream()
                .map(subject -> trial.server()
                        .act("coordinator@03", subject + "/acts/randomize", "{}")
                        .body()
                        .replaceAll("[0-9]+", "#"))
                .toList();

        assertThat(shapes.get(1)).isEqualTo(shapes.get(0));
    }

    @Test
    void theImplanterIsToldWhatABlindedCallerIsNotAndTheRecordKeepsItSealed(Trial trial) {
        Map<String, String> subjects = oneOfEachArm(trial);
        TrialServer server = trial.server();
        long before = server.log().size();

        Answer refused = ask(trial, "implanter@03", Objects.requireNonNull(subjects.get("CSP")), "phrenic-capture");

        assertThat(refused.problem()).isEqualTo("crossover-reason-not-permitted");
        assertThat(refused.json().get("evidence")).isEmpty();
        assertThat(refused.json().get("unblindedEvidence").get("arm").asString())
                .isEqualTo("CSP");
        assertThat(refused.json().get("unblindedEvidence").get("permitted").asString())
                .isEqualTo("unstable-or-high-output, qrs-not-narrowed");
        assertThat(server.log().size()).isEqualTo(before + 1);
        EventLine line = server.log().line(before);
        assertThat(line.type()).isEqualTo("trialbook.ActRefused");
        assertThat(line.payload()).doesNotContain("phrenic-capture").contains("crossover-reason-not-permitted");
        ActRefused opened = (ActRefused) opened(server, line);
        assertThat(opened.act()).isEqualTo("request-crossover");
        assertThat(opened.evidence()).isEmpty();
        assertThat(opened.shownToBlinded()).isFalse();
        assertThat(opened.sealedEvidence().opened())
                .containsEntry("arm", "CSP")
                .containsEntry("reason", "phrenic-capture");
    }

    @Test
    void theRefusalOfAKnownAndAnUnknownReasonHaveLinesOfOneLength(Trial trial) {
        TrialServer server = trial.server();
        String subject = Objects.requireNonNull(oneOfEachArm(trial).get("CSP"));
        long before = server.log().size();

        ask(trial, "implanter@03", subject, "phrenic-capture");
        ask(trial, "implanter@03", subject, "x");

        assertThat(server.log().line(before).payload())
                .hasSameSizeAs(server.log().line(before + 1).payload());
    }

    @Test
    void aRepeatOfARefusedCriticalActGetsTheFirstAnswerAndRecordsNothing(Trial trial) {
        TrialServer server = trial.server();
        String path = Objects.requireNonNull(oneOfEachArm(trial).get("CSP")) + "/acts/request-crossover";
        String body = "{\"reason\":\"phrenic-capture\",\"note\":\"\"}";

        Answer first = server.act("implanter@03", path, "the-same-key", body);
        long after = server.log().size();
        Answer repeat = server.act("implanter@03", path, "the-same-key", body);

        assertThat(repeat.problem()).isEqualTo(first.problem());
        assertThat(repeat.json().get("evidence")).isEqualTo(first.json().get("evidence"));
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(repeat.status()).isEqualTo(422);
        assertThat(server.log().size()).isEqualTo(after);
    }

    @Test
    void noLineOfTheRecordTellsAnArm(Trial trial) {
        oneOfEachArm(trial);
        trial.implanted("03");
        trial.crossoverRequested("03");
        trial.ecgRecorded("03");

        assertThat(ArmInTheOpen.in(trial.server().lines())).isEmpty();
    }

    @Test
    void anArmInTheOpenWouldBeFound() {
        assertThat(ArmInTheOpen.in(List.of(
                        "{\"type\":\"trialbook.SubjectRandomized\",\"tags\":[[\"arm\",\"CSP\"]]}",
                        "{\"type\":\"trialbook.ImplantAttempted\",\"payload\":{\"lead\":\"coronary-sinus\"}}",
                        "{\"type\":\"trialbook.ProtocolPublished\",\"payload\":\"CSP\"}",
                        "{\"type\":\"trialbook.SubjectRandomized\",\"payload\":{\"box\":\"/CSP/\"}}")))
                .hasSize(2);
    }

    private static Answer ask(Trial trial, String person, String subject, String reason) {
        return trial.server()
                .act(person, subject + "/acts/request-crossover", Map.of("reason", reason, "note", "tried"));
    }

    private static Map<String, List<String>> steady(Answer answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers());
        headers.keySet().removeAll(CHANGING_HEADERS);
        return headers;
    }

    /// Arm → a subject of site 03, randomized until there is one in each.
    private static Map<String, String> oneOfEachArm(Trial trial) {
        Map<String, String> subjects = new HashMap<>();
        while (subjects.size() < 2) {
            String subject = trial.randomized("03");
            TrialServer server = trial.server();
            long[] positions = server.log().positionsWithTag("subject", subject.substring("/subjects/".length()));
            for (long position : positions) {
                if (opened(server, server.log().line(position)) instanceof SubjectRandomized randomized) {
                    subjects.put(randomized.arm().opened().value(), subject);
                }
            }
        }
        return subjects;
    }

    private static TrialEvent opened(TrialServer server, EventLine line) {
        return new EventSealing(server.bean(BlindingKey.class))
                .open(EventJson.read(line.type(), line.version(), line.payload()), line.id());
    }
}
