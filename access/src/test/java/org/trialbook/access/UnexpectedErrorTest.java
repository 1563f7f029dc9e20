package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trialbook.access.Http.STUDY;
import static org.trialbook.access.Http.json;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UnexpectedErrorTest extends InDemo {

    @Test
    void callerGetsAnIncidentAndTheLogNoMessage(CapturedOutput log) throws Exception {
        HttpResponse<String> response = http.send(http.as(token("monitor"), STUDY + "/fault"));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:unexpected");
        String incident = json(response).path("incident").asString();
        assertThat(incident).isNotBlank();
        assertThat(response.body()).doesNotContain("arm", "01-001", "IllegalState");
        assertThat(log)
                .contains(incident, "java.lang.IllegalStateException", "Caused by: java.lang.IllegalArgument")
                .contains("SmallApplication$Desk.fault")
                .doesNotContain("the arm is CS", "subject 01-001");
    }

    /// Frames name the class that decides the act, and that one of them fails is not the only thing that they tell.
    @Test
    void ofAnActOnASubjectTheLogGetsTheIncidentAndNoFrame(CapturedOutput log) throws Exception {
        HttpResponse<String> response =
                http.send(http.act(token("implanter@01"), STUDY + "/subjects/01-001/acts/deny-crossover", "{}"));
        assertThat(response.statusCode()).isEqualTo(500);
        String incident = json(response).path("incident").asString();
        await().untilAsserted(() -> assertThat(log).contains("POST " + RouteLabel.ACT_ON_SUBJECT + " failed"));
        assertThat(log)
                .contains("unexpected error, incident " + incident)
                .doesNotContain("SmallApplication$Desk.deny", "deny-crossover", "the arm is CS", "implanter");
    }

    @Test
    void requestIsLoggedByRouteWithoutItsSubject(CapturedOutput log) throws Exception {
        http.send(http.as(token("coordinator@01"), STUDY + "/subjects/01-001?secret=words"));
        // The line is written once the answer is out, so the answer may be here first.
        await().untilAsserted(() -> assertThat(log).contains("GET /api/v1/studies/{study}/subjects/{subject} 200"));
        assertThat(log).doesNotContain("01-001", "secret");
    }
}
