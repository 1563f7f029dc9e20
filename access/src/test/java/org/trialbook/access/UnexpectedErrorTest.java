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

    /// Whoever finds a fault must not be able to fill the disk with it.
    @Test
    void whatIsLoggedOfItIsBounded(CapturedOutput log) throws Exception {
        int before = log.getAll().length();
        HttpResponse<String> response = http.send(http.as(token("monitor"), STUDY + "/fault"));
        await().untilAsserted(() -> assertThat(log.getAll().substring(before)).contains("/fault 500"));
        assertThat(log.getAll().substring(before)).hasSizeLessThan(8_000);
        assertThat(log.getAll().substring(before))
                .containsOnlyOnce(json(response).path("incident").asString());
    }

    /// Frames name the class that decides the act, and that one of them fails is not the only thing that they tell.
    @Test
    void ofAnActOnASubjectTheLogGetsTheIncidentAndNoFrame(CapturedOutput log) throws Exception {
        HttpResponse<String> response =
                http.send(http.act(token("investigator@01"), STUDY + "/subjects/01-001/acts/fail", "{}"));
        assertThat(response.statusCode()).isEqualTo(500);
        String incident = json(response).path("incident").asString();
        await().untilAsserted(() -> assertThat(log).contains("POST " + RouteLabel.ACT_ON_SUBJECT + " failed"));
        assertThat(log)
                .contains("unexpected error, incident " + incident)
                .doesNotContain("SmallApplication$Fail.fail", "acts/fail", "the arm is CS", "investigator");
    }

    @Test
    void requestIsLoggedByRouteWithoutItsSubject(CapturedOutput log) throws Exception {
        http.send(http.as(token("coordinator@01"), STUDY + "/subjects/01-001?secret=words"));
        // The line is written once the answer is out, so the answer may be here first.
        await().untilAsserted(() -> assertThat(log).contains("GET /api/v1/studies/{study}/subjects/{subject} 200"));
        assertThat(log).doesNotContain("01-001", "secret");
    }
}
