package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.JsonNode;

/// A data manager publishes versions of a protocol, and a site keeps to them.
class PublicationOverHttpTest {

    @Test
    void everythingThatIsWrongWithAVersionAndItsOrderIsToldAtOnce() {
        try (TrialServer server = SharedServer.fresh().server()) {
            String yaml = HotCrt.amended(
                            "sign-consent: [register-subject]\n  confirm-eligibility: [sign-consent]",
                            "sign-consent: [confirm-eligibility]")
                    .replace("version: \"2\"", "version: \"2.0 (Amendment 1)\"");

            Answer answer = server.act("data-manager", "/acts/publish-protocol", Map.of("protocol", yaml));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(rules(answer)).contains("version: version-form", "order.sign-consent: never-fulfilled");
        }
    }

    @Test
    void anAllocationThatOthersCouldNotReadIsNotPublished() {
        try (TrialServer server = SharedServer.fresh().server()) {
            String yaml = HotCrt.amended("block-sizes: [4, 6]", "block-sizes: [4, 1002]");

            Answer answer = server.act("data-manager", "/acts/publish-protocol", Map.of("protocol", yaml));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(rules(answer)).containsExactly("allocation: one-reading");
        }
    }

    @Test
    void aSubjectIsRandomizedOnceTheReadIsSubmitted() {
        Trial trial = SharedServer.fresh();
        try (TrialServer server = trial.server()) {
            trial.amend(
                    "01",
                    HotCrt.amended("randomize: [confirm-eligibility]", "randomize: [submit-read(pre-implant/ecg)]"));
            String subject = trial.eligible("01");
            String read = "/reads/"
                    + server.recorded("coordinator@01", subject + "/acts/register-read", Trial.recording())
                            .get("read")
                            .asString();
            server.recorded("data-manager", read + "/acts/assign-read", Map.of("reader", "reader-1"));

            Answer early = randomize(server, "coordinator@01", subject);
            assertThat(early.problem()).isEqualTo("out-of-order");
            assertThat(early.json().get("evidence").get("missing").asString())
                    .isEqualTo("submit-read(pre-implant/ecg)");
            server.recorded(
                    "reader-1",
                    read + "/acts/submit-read",
                    Map.of(
                            "values",
                            Map.of("qrs-duration", Trial.json("130", "ms"), "morphology", Trial.json("paced", null)),
                            "guess",
                            Map.of()));

            assertThat(randomize(server, "coordinator@01", subject).status()).isEqualTo(201);
        }
    }

    @Test
    void aSubjectIsRandomizedAfterASuccessByWhoMayKnowOfIt() {
        Trial trial = SharedServer.fresh();
        try (TrialServer server = trial.server()) {
            trial.amend(
                    "01",
                    HotCrt.amended("randomize: [confirm-eligibility]", "randomize: [record-implant-attempt(succeeded)]")
                            .replace(
                                    "record-implant-attempt: [randomize]",
                                    "record-implant-attempt: [confirm-eligibility]"));
            String subject = trial.eligible("01");
            attempted(server, subject, false);

            assertThat(randomize(server, "coordinator@01", subject).problem()).isEqualTo("waits-for-what-is-sealed");
            assertThat(randomize(server, "implanter@01", subject).problem()).isEqualTo("no-successful-attempt");
            attempted(server, subject, true);

            assertThat(randomize(server, "coordinator@01", subject).problem()).isEqualTo("waits-for-what-is-sealed");
            assertThat(randomize(server, "implanter@01", subject).status()).isEqualTo(201);
        }
    }

    @Test
    void afterTheLockNoVersionIsPublishedAndNoSiteOpened() {
        Trial trial = SharedServer.fresh();
        try (TrialServer server = trial.server()) {
            trial.locked();
            long before = server.log().size();

            Answer version = server.act(
                    "data-manager",
                    "/acts/publish-protocol",
                    Map.of("protocol", HotCrt.amended("target: 100", "target: 110")));
            Answer site = server.act(
                    "data-manager", "/acts/open-site", Map.of("site", "09", "name", "Late", "zone", "Europe/Berlin"));

            assertThat(List.of(version.status(), site.status())).containsOnly(422);
            assertThat(List.of(version.problem(), site.problem())).containsOnly("study-is-locked");
            assertThat(server.log().size()).isEqualTo(before);
        }
    }

    private static Answer randomize(TrialServer server, String person, String subject) {
        return server.actAt(Trial.RANDOMIZED, person, subject + "/acts/randomize", Map.of());
    }

    private static void attempted(TrialServer server, String subject, boolean successful) {
        Map<String, Object> attempt = new LinkedHashMap<>(Trial.attempt());
        attempt.put("successful", successful);
        if (!successful) {
            attempt.put("failure", "dislodged");
        }
        server.recorded(
                "implanter@01",
                subject + "/acts/record-implant-attempt",
                Map.of("performedOn", "2026-03-05", "attempt", attempt));
    }

    private static List<String> rules(Answer answer) {
        return StreamSupport.stream(answer.json().get("problems").spliterator(), false)
                .map((JsonNode problem) -> problem.get("path").asString() + ": "
                        + problem.get("rule").asString())
                .toList();
    }
}
