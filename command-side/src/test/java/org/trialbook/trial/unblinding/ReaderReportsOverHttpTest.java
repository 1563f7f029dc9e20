package org.trialbook.trial.unblinding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.event.EventJson;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.ledger.EventLine;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.JsonNode;

/// What a reader is answered who tells of an unblinding: the read, and nothing of whoever it is of.
@ExtendWith(SharedServer.class)
class ReaderReportsOverHttpTest {

    private static final String ACT = "/acts/report-read-unblinding";
    private static final String BODY = "{\"reason\":\"document\",\"on\":\"2026-03-01\",\"note\":\"a letter\"}";

    @Test
    void theReceiptNamesTheReadAndNothingOfTheSubject(Trial trial) {
        TrialServer server = trial.server();
        String read = trial.readAssigned("01");
        long before = server.log().size();

        Answer first = server.act("reader-1", read + ACT, "told-" + read, BODY);
        Answer repeat = server.act("reader-1", read + ACT, "told-" + read, BODY);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().propertyNames())
                .containsExactlyInAnyOrder("act", "study", "read", "recordedAt", "events");
        assertThat("/reads/" + first.json().get("read").asString()).isEqualTo(read);
        assertThat(first.json().get("events").get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "type", "leafHash");
        assertThat(first.header("Location")).isEqualTo("/api/v1/studies/HOT-CRT/reads/worklist");
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(server.log().size()).isEqualTo(before + 1);
        EventLine line = server.log().line(before);
        assertThat(line.type()).isEqualTo("trialbook.SubjectUnblinded");
        assertThat(line.tags())
                .contains(new EventLine.Tag("read", first.json().get("read").asString()));
        assertThat(line.payload()).doesNotContain("a letter").doesNotContain("reader-1");
    }

    @Test
    void theAnswerIsTheSameBeforeThereIsAnArmAndAfter(Trial trial) {
        TrialServer server = trial.server();
        String randomized = trial.randomized("01");
        String early = trial.readAssigned("02");
        String late = "/reads/"
                + server.recorded("coordinator@01", randomized + "/acts/register-read", trial.recording())
                        .get("read")
                        .asString();
        server.recorded("data-manager", late + "/acts/assign-read", Map.of("reader", "reader-1"));
        server.recorded(
                "monitor",
                randomized + "/acts/report-unblinding",
                Map.of("reason", "told", "recipient", "a nurse", "on", "2026-03-09", "note", "why"));

        List<String> shapes = new ArrayList<>();
        for (String read : List.of(early, late)) {
            shapes.add(server.act("reader-1", read + ACT, BODY)
                    .body()
                    .replaceAll("\"(id|leafHash|recordedAt|read)\":\"[^\"]*\"", "#"));
        }
        assertThat(shapes.stream().distinct()).hasSize(1);
    }

    @Test
    void anotherReadersReadAndAnUnknownOneGetTheSameBytes(Trial trial) {
        TrialServer server = trial.server();
        String read = trial.readAssigned("01");

        Answer others = server.act("reader-2", read + ACT, BODY);
        Answer unknown = server.act("reader-2", "/reads/R-99999999" + ACT, BODY);

        assertThat(others.status()).isEqualTo(404);
        assertThat(others.problem()).isEqualTo("no-such-read");
        assertThat(others.body().replace(read.substring(7), "R-99999999")).isEqualTo(unknown.body());
    }

    @Test
    void whatIsToldAtTheSameTimeOfOneSubjectGetsNumbersOfItsOwn(Trial trial) throws Exception {
        TrialServer server = trial.server();
        String subject = trial.randomized("03");
        String read = "/reads/"
                + server.recorded("coordinator@03", subject + "/acts/register-read", trial.recording())
                        .get("read")
                        .asString();
        server.recorded("data-manager", read + "/acts/assign-read", Map.of("reader", "reader-1"));
        String bySite = "{\"reason\":\"told\",\"recipient\":\"a nurse\",\"on\":\"2026-03-09\",\"note\":\"why\"}";
        long before = server.log().size();

        List<Callable<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(() -> server.act("reader-1", read + ACT, BODY));
            all.add(() -> server.act("coordinator@03", subject + "/acts/report-unblinding", bySite));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(all)) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }

        List<Integer> numbers = new ArrayList<>();
        for (long position = before; position < server.log().size(); position++) {
            EventLine line = server.log().line(position);
            if (line.tags().contains(new EventLine.Tag("subject", subject.substring("/subjects/".length())))) {
                numbers.add(
                        ((SubjectUnblinded) EventJson.read(line.type(), line.version(), line.payload())).unblinding());
            }
        }
        assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void itIsAssessedLikeAnyOther(Trial trial) {
        TrialServer server = trial.server();
        String read = trial.readAssigned("01");
        long before = server.log().size();
        server.recorded("reader-1", read + ACT, Map.of("reason", "document", "on", "2026-03-01", "note", "a letter"));
        String subject = server.log().line(before).tags().stream()
                .filter(tag -> tag.key().equals("subject"))
                .map(EventLine.Tag::value)
                .findFirst()
                .orElseThrow();

        JsonNode assessed = server.recorded(
                "investigator@01",
                "/subjects/" + subject + "/acts/assess-unblinding",
                Map.of("unblinding", 1, "impact", "no-impact", "note", ""));

        assertThat(assessed.get("subject").asString()).isEqualTo(subject);
    }
}
