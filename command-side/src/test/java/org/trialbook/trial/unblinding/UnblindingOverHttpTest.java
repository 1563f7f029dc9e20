package org.trialbook.trial.unblinding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.ledger.EventLine;
import org.trialbook.trial.ArmInTheOpen;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;

/// Unblinding through the whole command side: what is shown to whom, how often, and what the record keeps.
@ExtendWith(SharedServer.class)
class UnblindingOverHttpTest {

    private static final String BODY =
            "{\"reason\":\"urgent-procedure\",\"recipient\":\"Dr. Noether, intensive care\",\"note\":\"his lead\"}";

    private static String arm(TrialServer server, String subject) {
        for (long position : server.log().positionsWithTag("subject", subject.substring("/subjects/".length()))) {
            EventLine line = server.log().line(position);
            if (line.type().equals("trialbook.SubjectRandomized")) {
                SubjectRandomized sealed =
                        (SubjectRandomized) EventJson.read(line.type(), line.version(), line.payload());
                return new EventSealing(server.bean(BlindingKey.class))
                        .open(sealed, line.id())
                        .arm()
                        .opened()
                        .value();
            }
        }
        throw new IllegalStateException(subject);
    }

    @Test
    void theArmIsShownOnceAndTheRecordKeepsItSealed(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.randomized("01");
        String path = subject + "/acts/unblind-subject";
        long before = server.log().size();

        Answer first = server.act("investigator@01", path, "emergency-" + subject, BODY);
        Answer repeat = server.act("investigator@01", path, "emergency-" + subject, BODY);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().get("shown").get("arm").asString()).isEqualTo(arm(server, subject));
        assertThat(first.json().get("unblinding").asInt()).isEqualTo(1);
        assertThat(first.header("Cache-Control")).contains("no-store");
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.json().has("shown")).isFalse();
        assertThat(repeat.json().get("shownBefore").asBoolean()).isTrue();
        assertThat(repeat.body()).doesNotContain("CSP").doesNotContain("BVP");
        assertThat(server.log().size()).isEqualTo(before + 1);
        EventLine line = server.log().line(before);
        assertThat(line.payload()).contains("Dr. Noether, intensive care").doesNotContain("his lead");
        assertThat(ArmInTheOpen.in(server.lines())).isEmpty();
    }

    /// The answer was lost on the way: of all the requests that try again at once, one is shown the arm.
    @Test
    void ofManyRepeatsAtOnceOneIsShownTheArm(Trial trial) throws InterruptedException, ExecutionException {
        TrialServer server = trial.server();
        String subject = trial.randomized("01");
        List<Answer> answers = atOnce(
                12, i -> server.act("investigator@01", subject + "/acts/unblind-subject", "lost-" + subject, BODY));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().filter(answer -> answer.json().has("shown")))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.json().has("shownBefore")))
                .hasSize(11);
    }

    @Test
    void whoSignedInLongAgoIsAskedToSignInAgainAndNothingIsRecorded(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.randomized("01");
        long before = server.log().size();

        Answer answer = server.send(server.request(subject + "/acts/unblind-subject", BODY)
                .header("Authorization", "Bearer " + server.staleToken("investigator@01"))
                .header("Idempotency-Key", UUID.randomUUID().toString()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("fresh-sign-in-required");
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_user_authentication", "max_age=\"300\"");
        assertThat(server.log().size()).isEqualTo(before);
        assertThat(server.act("investigator@01", subject + "/acts/unblind-subject", BODY)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aRefusedEmergencyIsRecordedAndShowsNothing(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.eligible("01");
        long before = server.log().size();

        Answer refused = server.act("investigator@01", subject + "/acts/unblind-subject", BODY);

        assertThat(refused.problem()).isEqualTo("out-of-order");
        assertThat(refused.json().has("shown")).isFalse();
        assertThat(server.log().size()).isEqualTo(before + 1);
        EventLine line = server.log().line(before);
        assertThat(line.type()).isEqualTo("trialbook.ActRefused");
        assertThat(line.payload()).contains("\"act\":\"unblind-subject\"", "out-of-order");
    }

    @Test
    void theSafetyBoardActsForAnySite(Trial trial) {
        String subject = trial.randomized("03");
        Answer answer = trial.server().act("safety-board", subject + "/acts/unblind-subject", BODY);
        assertThat(answer.json().get("shown").get("arm").asString()).isEqualTo(arm(trial.server(), subject));
    }

    @Test
    void whoReportsAnAccidentIsToldTheSameInEitherArm(Trial trial) {
        TrialServer server = trial.server();
        Map<String, Object> report =
                Map.of("reason", "told", "recipient", "a nurse", "on", "2026-03-09", "note", "the battery's model");
        List<String> arms = new ArrayList<>();
        List<String> shapes = new ArrayList<>();
        while (arms.stream().distinct().count() < 2) {
            String subject = trial.randomized("03");
            arms.add(arm(server, subject));
            shapes.add(server.act("coordinator@03", subject + "/acts/report-unblinding", report)
                    .body()
                    .replaceAll("\"(id|leafHash|recordedAt|subject)\":\"[^\"]*\"", "#")
                    .replaceAll("[0-9]+", "#"));
        }
        assertThat(shapes.stream().distinct()).hasSize(1);
    }

    @Test
    void twoWhoApproveAtOnceUnblindTheStudyOnce() throws InterruptedException, ExecutionException {
        Trial trial = SharedServer.fresh();
        try (TrialServer server = trial.server()) {
            List<String> subjects = List.of(trial.randomized("01"), trial.randomized("02"));
            trial.locked();
            List<String> people = List.of("sponsor", "statistician", "safety-board");

            List<Answer> answers = atOnce(3, i -> server.act(people.get(i), "/acts/approve-unblinding", "{}"));

            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .hasSize(2);
            assertThat(answers.stream().filter(answer -> answer.status() == 422).map(Answer::problem))
                    .containsExactly("already-recorded");
            assertThat(server.log().positionsOf("trialbook.StudyUnblinded")).hasSize(1);
            assertThat(server.log().positionsOf("trialbook.UnblindingApproved")).hasSize(2);
            long[] disclosed = server.log().positionsOf("trialbook.AllocationDisclosed");
            assertThat(disclosed).hasSize(1);
            String payload = server.log().line(disclosed[0]).payload();
            for (String subject : subjects) {
                assertThat(payload)
                        .contains("\"%s\":\"%s\""
                                .formatted(subject.substring("/subjects/".length()), arm(server, subject)));
            }
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 201)
                            .map(answer -> answer.json().get("events").size()))
                    .containsExactlyInAnyOrder(1, 3);

            Answer late = server.act(
                    "coordinator@01",
                    "/sites/01/acts/register-subject",
                    Map.of("registeredOn", "2026-03-02", "birthYear", 1955, "sex", "female"));
            assertThat(late.problem()).isEqualTo("study-is-locked");
        }
    }

    private interface Asking {
        Answer ask(int number);
    }

    private static List<Answer> atOnce(int many, Asking asking) throws InterruptedException, ExecutionException {
        try (ExecutorService callers = Executors.newFixedThreadPool(many)) {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                calls.add(() -> asking.ask(number));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
