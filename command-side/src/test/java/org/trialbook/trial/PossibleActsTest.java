package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.SiteId;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.JsonNode;

/// `GET …/acts` says what can be done now, and what stands in the way: what the acts themselves would say.
@ExtendWith(SharedServer.class)
class PossibleActsTest {

    private static Map<String, JsonNode> asked(TrialServer server, String person, String target) {
        Answer answer = server.get(person, target + "/acts");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, JsonNode> byAct = new LinkedHashMap<>();
        answer.json().get("acts").forEach(act -> byAct.put(act.get("act").asString(), act));
        return byAct;
    }

    private static String state(Map<String, JsonNode> acts, String act) {
        return Objects.requireNonNull(acts.get(act), act).get("state").asString();
    }

    private static String refusal(Map<String, JsonNode> acts, String act) {
        return Objects.requireNonNull(acts.get(act), act).at("/refusal/type").asString();
    }

    /// Each act where it is recorded, asked about just before: it is possible.
    @TestFactory
    List<DynamicTest> whatIsRecordedWasPossible(Trial trial) {
        return ActExamples.all().stream()
                .filter(row -> !row.needsATrialOfItsOwn())
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    String target = row.target(trial);
                    assertThat(state(asked(trial.server(), row.person(), target), row.name()))
                            .isEqualTo("possible");
                }))
                .toList();
    }

    @Test
    void whatStandsInTheWayIsWhatTheActWouldBeAnsweredWith(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.consented("01");
        long before = server.log().size();
        Map<String, JsonNode> acts = asked(server, "coordinator@01", subject);

        assertThat(server.log().size()).isEqualTo(before);
        assertThat(state(acts, "confirm-eligibility")).isEqualTo("possible");
        assertThat(refusal(acts, "sign-consent")).isEqualTo("urn:trialbook:refusal:already-recorded");
        assertThat(refusal(acts, "randomize")).isEqualTo("urn:trialbook:refusal:out-of-order");
        Answer tried = server.act("coordinator@01", subject + "/acts/randomize", Map.of());
        assertThat(Objects.requireNonNull(acts.get("randomize")).get("refusal")).isEqualTo(tried.json());
        assertThat(acts).doesNotContainKey("record-implant-attempt");
    }

    @Test
    void whoeverMayKnowTheArmIsToldWhatFollowsFromIt(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.crossoverRequested("01");

        assertThat(refusal(asked(server, "implanter@01", subject), "request-crossover"))
                .isEqualTo("urn:trialbook:refusal:crossover-pending");
        assertThat(state(asked(server, "investigator@01", subject), "approve-crossover"))
                .isEqualTo("possible");
        assertThat(Objects.requireNonNull(
                                asked(server, "investigator@01", subject).get("unblind-subject"))
                        .get("freshSignIn")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatIsNotTheirsDoesNotExist(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.registered("02");
        String read = trial.readRegistered("01");

        assertThat(server.get("coordinator@01", subject + "/acts").status()).isEqualTo(404);
        assertThat(server.get("coordinator@01", "/subjects/01-999/acts").status())
                .isEqualTo(404);
        assertThat(server.get("reader-1", read + "/acts").status()).isEqualTo(404);
        assertThat(server.get("coordinator@01", "/sites/02/acts").status()).isEqualTo(404);
        assertThat(server.get("coordinator@01", "/subjects/nobody/acts").problem())
                .isEqualTo("malformed-id");
    }

    /// Everybody may ask, of everything; who has nothing to do there is told of nothing.
    @Test
    void everyRoleIsAnsweredForEveryKindOfTarget(Trial trial) {
        TrialServer server = trial.server();
        String subject = trial.randomized("01");
        String read = trial.readAssigned("01");
        Map<String, Integer> acts = new TreeMap<>();
        DemoPeople.all().forEach(person -> {
            if (person.site() == null || new SiteId("01").equals(person.site())) {
                for (String target : List.of("", "/sites/01", subject, read, "/reads")) {
                    Answer answer = server.get(person.id(), target + "/acts");
                    assertThat(answer.status()).as(person.id() + " " + target).isIn(200, 404);
                    if (answer.status() == 200) {
                        acts.merge(person.id(), answer.json().get("acts").size(), Integer::sum);
                    }
                }
            }
        });
        assertThat(acts).containsEntry("inspector", 4).containsEntry("reader-1", 4);
    }
}
