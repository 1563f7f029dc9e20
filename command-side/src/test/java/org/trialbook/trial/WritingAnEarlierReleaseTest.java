package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.event.ItemValue;
import org.trialbook.media.Dicom;
import org.trialbook.media.Media;
import org.trialbook.store.DocumentServer;
import org.trialbook.trial.EarlierRelease.Request;
import org.trialbook.trial.TrialServer.Answer;
import org.trialbook.trial.TrialServer.Sent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes what [RecordOfAnEarlierReleaseTest] reads. Run by hand, on a release: what is written by the code that
/// is under test proves nothing.
class WritingAnEarlierReleaseTest {

    /// Each has the other arm to be asked from, so one of them is refused.
    private static final List<String> BOTH_REASONS = List.of("phrenic-capture", "qrs-not-narrowed");

    private final List<Sent> sent = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    @EnabledIfSystemProperty(named = "trialbook.writeEarlierRelease", matches = "true")
    void writeARecordInWhichEveryActWasDone() throws Exception {
        try (DocumentServer store = DocumentServer.inMemory()) {
            try (TrialServer server =
                    TrialServer.start(store, directory, EarlierRelease.clock("2026-07-01T08:00:00Z"))) {
                server.tell(sent::add);
                running(new Trial(server));
            }
            int beforeRestart = sent.size();
            List<Request> requests = new ArrayList<>();
            try (TrialServer server =
                    TrialServer.start(store, directory, EarlierRelease.clock("2026-07-03T08:00:00Z"))) {
                server.tell(sent::add);
                ending(new Trial(server));
                server.tell(ignored -> {});
                for (Sent one : sent) {
                    requests.add(repeated(server, requests.size() < beforeRestart ? 1 : 2, one));
                }
            }
            EarlierRelease.write(store, directory.resolve("keys"), requests);
            assertThat(requests.stream()
                            .filter(request -> request.status() == 201)
                            .map(Request::act))
                    .containsAll(DeclaredActs.names())
                    .contains("media");
        }
    }

    private static Request repeated(TrialServer server, int start, Sent sent) {
        String key = sent.key();
        String body = key == null
                ? Base64.getEncoder().encodeToString(sent.body())
                : new String(sent.body(), StandardCharsets.UTF_8);
        Answer first = sent.answer();
        Answer again = key == null
                ? server.upload(sent.person(), sent.body())
                : server.act(sent.person(), sent.path(), key, body);
        assertThat(again.status()).as(again.body()).isEqualTo(first.status());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed"))
                .as(sent.path() + again.body())
                .isEqualTo(key == null ? "" : "true");
        return new Request(
                start,
                sent.person(),
                sent.path(),
                key,
                body,
                first.status(),
                first.header("Location"),
                first.body(),
                again.body().equals(first.body()) ? null : again.body());
    }

    private void running(Trial trial) {
        TrialServer server = trial.server();
        server.recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", HotCrt.YAML));
        trial.commitSeed();
        List.of("01", "02").forEach(trial::open);
        for (ActExample<?, ?> row : ActExamples.all()) {
            if (!row.name().equals("publish-protocol") && !row.needsATrialOfItsOwn()) {
                valid(row, trial);
            }
        }
        onOneSubject(trial);
        readByTwo(trial);
        String amended = HotCrt.amended(
                "  - {code: no-show, label: Did not come}\n",
                "  - {code: no-show, label: Did not come}\n  - {code: weather, label: \"Schnee, Glätte\"}\n");
        trial.amend("01", amended);
        afterTheAmendment(trial);
        refusedFirst(trial);
    }

    private static void valid(ActExample<?, ?> row, Trial trial) {
        String path = row.path(row.target(trial));
        Map<String, Object> body = new TreeMap<>(row.body(trial));
        Answer answer = trial.server().act(row.person(), path, body);
        if (answer.problem().equals("crossover-reason-not-permitted")) {
            body.put("reason", BOTH_REASONS.getLast());
            answer = trial.server().act(row.person(), path, body);
        }
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(201);
    }

    /// Requests spelled as clients spell them: members in another order, nulls, absent members, numbers and text.
    private static void onOneSubject(Trial trial) {
        String subject = "/subjects/"
                + sent(trial, "coordinator@02", "/sites/02/acts/register-subject", """
                        { "sex": "male", "birthYear": 1948, "registeredOn": "2026-03-02",
                          "occurredAt": "2026-03-02T10:15:00+01:00[Europe/Berlin]" }""")
                        .get("subject")
                        .asString();
        sent(trial, "investigator@02", subject + "/acts/sign-consent", """
                {"consentVersion":"2.1 – Übersetzung","signedOn":"2026-03-03","occurredAt":null}""");
        Map<String, Object> answers = new TreeMap<>(Trial.json(HotCrt.eligibleAnswers()));
        answers.put("lvef", Trial.json("48.5", "%"));
        answers.put("age", Trial.json("78", "a"));
        confirmed(trial, subject, answers, null);
        answers.put("lvef", Trial.json("33", "%"));
        confirmed(trial, subject, answers, null);
        answers.put("lvef", Trial.json("34.5", "%"));
        confirmed(trial, subject, answers, "die Messung der Klinik: 34,5 % — nicht 33 %");
        trial.server().recordedAt(Trial.RANDOMIZED, "investigator-2@02", subject + "/acts/randomize", Map.of());
        sent(trial, "implanter@02", subject + "/acts/record-implant-attempt", """
                {"attempt":{"note":"Schrittmacher № 1, 心","technique":"","thresholdVolts":1.50,"pulseWidthMs":"4E-1",
                 "failure":"dislodged","successful":false,"target":"lateral-vein","lead":"coronary-sinus",
                 "qrsBefore":null,"phrenicCapture":true},"performedOn":"2026-03-09"}""");
        sent(trial, "implanter@02", subject + "/acts/record-implant-attempt", """
                {"performedOn":"2026-03-10","attempt":{"lead":"left-bundle","target":"left-septum","successful":true,
                 "failure":null,"qrsBefore":164,"qrsAfter":118,"thresholdVolts":"0.750","pulseWidthMs":0.4,
                 "phrenicCapture":false,"technique":"septography","note":""},"occurredAt":"2026-03-10T16:00:00Z"}""");
        sent(trial, "coordinator@02", subject + "/acts/record-visit", """
                {"visit":"week-2","doneOn":"2026-03-24"}""");
        sent(trial, "implanter@02", subject + "/acts/record-assessment", """
                {"visit":"week-2","form":"device","assessedOn":"2026-03-24","values":{
                 "ventricular-pacing":{"value":"98.5","unit":"%"},"pacing-configuration":{"value":"left-bundle"},
                 "capture-threshold":{"unit":"V","value":"0.75"},"pulse-width":{"value":"0.40","unit":"ms"},
                 "impedance":{"value":"512","unit":"Ohm"},"phrenic-capture":{"value":"false","unit":null},
                 "device-note":{"value":"Elektrode ‚links‘, 0,4 ms"}}}""");
        sent(trial, "investigator@02", subject + "/acts/correct-value", """
                {"visit":"week-2","form":"device","item":"impedance","from":{"value":"512","unit":"Ohm"},
                 "to":{"value":"521","unit":"Ohm"},"because":"Zahlendreher"}""");
        sent(trial, "coordinator@02", subject + "/acts/record-assessment", """
                {"visit":"pre-implant","form":"body","assessedOn":"2026-03-03","values":{
                 "weight":{"value":"81.5","unit":"kg"},"height":{"value":"178","unit":"cm"}}}""");
        sent(trial, "investigator@02", subject + "/acts/record-assessment", """
                {"visit":"discharge","form":"ecg","assessedOn":"2026-03-11","values":{
                 "heart-rate":{"value":"70","unit":"/min"},"rhythm":{"value":"sinus"},"morphology":{"value":"paced"},
                 "qrs-duration":{"value":"118","unit":"ms"},"paced-capture":{"value":"left-septal"}}}""");
        sent(trial, "investigator@02", subject + "/acts/correct-value", """
                {"visit":"discharge","form":"ecg","item":"paced-capture","from":{"value":"left-septal"},
                 "to":null,"because":"read again"}""");
        sent(trial, "investigator-2@02", subject + "/acts/correct-value", """
                {"visit":"discharge","form":"ecg","item":"paced-capture",
                 "to":{"value":"selective-left-bundle"},"because":"and again"}""");
        sent(trial, "coordinator@02", subject + "/acts/record-deviation", """
                {"deviation":"wrong-stratum","on":"2026-03-05","note":"","occurredAt":"2026-04-01T09:00:00.5+02:00"}""");
    }

    private static void confirmed(Trial trial, String subject, Map<String, Object> answers, @Nullable String because) {
        Map<String, Object> body = new TreeMap<>(Map.of("assessedOn", "2026-03-04", "answers", answers));
        body.put("because", because);
        trial.server().recorded("coordinator@02", subject + "/acts/confirm-eligibility", body);
    }

    /// One recording, uploaded, read by two who differ, so that a third has to read it too.
    private static void readByTwo(Trial trial) {
        TrialServer server = trial.server();
        String hash = server.upload("coordinator@02", Dicom.clean(4711))
                .json()
                .get("hash")
                .asString();
        String second =
                server.upload("coordinator@02", Media.png()).json().get("hash").asString();
        String read = "/reads/"
                + server.recorded(
                                "coordinator@02",
                                trial.consented("02") + "/acts/register-read",
                                Map.of("visit", "pre-implant", "modality", "echo", "media", "sha256:" + hash))
                        .get("read")
                        .asString();
        server.recorded("coordinator@02", read + "/acts/attach-media", Map.of("media", "sha256:" + second));
        server.recorded("data-manager", read + "/acts/assign-read", Map.of("reader", "reader-1"));
        sent(trial, "data-manager", "/reads/acts/open-reading-batch", """
                {"modality":"echo","reason":"only one is left"}""");
        sent(trial, "reader-1", read + "/acts/submit-read", echo("30.5", "{\"arm\":null,\"confidence\":null}"));
        sent(
                trial,
                "reader-2",
                claimed(trial, "reader-2") + "/acts/submit-read",
                echo("41", "{\"arm\":\"BVP\",\"confidence\":1}"));
        sent(trial, "data-manager", "/reads/acts/open-reading-batch", """
                {"reason":"the third","modality":"echo","occurredAt":null}""");
        sent(trial, "reader-3", claimed(trial, "reader-3") + "/acts/submit-read", """
                {"values":{},"notEvaluable":"poor-quality","guess":{}}""");
    }

    private static String claimed(Trial trial, String reader) {
        return "/reads/"
                + sent(trial, reader, "/reads/acts/claim-read", "{\"modality\":\"echo\"}")
                        .get("read")
                        .asString();
    }

    private static String echo(String percent, String guess) {
        return """
                {"values":{"lvef-biplane":{"value":"%s","unit":"%%"},"lvedv":{"value":"180.0","unit":"mL"},
                 "lvesv":{"value":"120","unit":"mL"},"lvedd":{"value":"62","unit":"mm"},
                 "lvesd":{"value":"50","unit":"mm"}},"guess":%s}""".formatted(percent, guess);
    }

    private static void afterTheAmendment(Trial trial) {
        String before = trial.ecgRecorded("01");
        trial.server()
                .recorded(
                        "investigator@01",
                        before + "/acts/correct-value",
                        Map.of(
                                "visit", "pre-implant",
                                "form", "ecg",
                                "item", "heart-rate",
                                "from", Trial.json("64", "/min"),
                                "to", Trial.json("46", "/min"),
                                "because", "digits swapped"));
        trial.server()
                .recorded(
                        "coordinator@01",
                        trial.implanted("01") + "/acts/miss-visit",
                        Map.of("visit", "month-3", "reason", "weather"));
    }

    /// Refusals that are recorded, each of somebody who is not randomized, or by somebody blinded.
    private static void refusedFirst(Trial trial) {
        Map<String, Object> emergency = Map.of("reason", "other", "recipient", "Dr. Nöther", "note", "ohnmächtig");
        Map<String, Object> codeBreak = new TreeMap<>(emergency);
        codeBreak.put("issue", 1);
        codeBreak.put("occurredAt", "2026-03-09T03:10:00+01:00[Europe/Berlin]");
        String subject = trial.consented("01");
        refused(trial, "coordinator@01", subject + "/acts/randomize", Map.of());
        for (String reason : BOTH_REASONS) {
            refused(trial, "implanter@01", subject + "/acts/request-crossover", Map.of("reason", reason, "note", ""));
        }
        refused(trial, "investigator@01", subject + "/acts/approve-crossover", Map.of("crossover", 1, "note", ""));
        refused(trial, "investigator@01", subject + "/acts/deny-crossover", Map.of("crossover", 1, "note", ""));
        refused(trial, "investigator@01", subject + "/acts/unblind-subject", emergency);
        refused(trial, "investigator@01", subject + "/acts/enter-code-break", codeBreak);
        refused(trial, "sponsor", "/acts/approve-unblinding", Map.of());
        Map<String, Object> form = new TreeMap<>(Trial.ecgForm());
        form.put("values", Trial.json(HotCrt.with(HotCrt.ecg(), "paced-capture", ItemValue.of("biventricular"))));
        refused(trial, "coordinator@01", subject + "/acts/record-assessment", form);
        refused(
                trial,
                "coordinator@01",
                trial.ecgRecorded("01") + "/acts/correct-value",
                Map.of(
                        "visit", "pre-implant",
                        "form", "ecg",
                        "item", "paced-capture",
                        "from", Trial.json("biventricular", null),
                        "to", Trial.json("left-septal", null),
                        "because", "a guess"));
        String opening = HotCrt.amended(
                        "        required: false\n        reveals-the-arm: true\n", "        required: false\n")
                .replace("version: \"2\"", "version: \"3\"");
        refused(trial, "data-manager", "/acts/publish-protocol", Map.of("protocol", opening));
    }

    private static void refused(Trial trial, String person, String path, Map<String, Object> body) {
        Answer answer = trial.server().act(person, path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(422);
    }

    /// After the restart: somebody more is randomized, and the trial ends.
    private static void ending(Trial trial) {
        trial.randomized("02");
        trial.randomized("01");
        String subject = trial.eligible("02");
        trial.locked();
        refused(trial, "coordinator@02", subject + "/acts/randomize", Map.of());
        trial.server().recorded("statistician", "/acts/approve-unblinding", Map.of());
        refused(trial, "statistician", "/acts/approve-unblinding", Map.of());
        sent(trial, "sponsor", "/acts/approve-unblinding", "{\"occurredAt\":null}");
        refused(trial, "safety-board", "/acts/approve-unblinding", Map.of());
        trial.server().recorded("statistician", "/acts/reveal-seed", Map.of());
    }

    private static JsonNode sent(Trial trial, String person, String path, String body) {
        Answer answer = trial.server().act(person, path, UUID.randomUUID().toString(), body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }
}
