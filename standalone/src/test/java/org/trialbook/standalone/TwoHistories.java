package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.trialbook.store.Log;
import tools.jackson.databind.JsonNode;

/// The same trial told to a house: whatever tells the arm follows the arm there, everything else is the same.
final class TwoHistories {

    private static final int SUBJECTS = 4;
    private static final String ELIGIBLE = """
            {"assessedOn": "2026-01-12", "answers": {"age": {"value": "70", "unit": "a"}, "nyha": {"value": "III"},
             "aetiology": {"value": "%s"}, "lvef": {"value": "30", "unit": "%%"},
             "bundle-branch-block": {"value": "true"}, "qrs-duration": {"value": "150", "unit": "ms"},
             "expected-rv-pacing": {"value": "10", "unit": "%%"}, "existing-crt": {"value": "false"},
             "pregnancy": {"value": "false"}, "other-device-trial": {"value": "false"},
             "capacity-to-consent": {"value": "true"}}}""";

    private final House house;

    TwoHistories(House house) {
        this.house = house;
    }

    void tell() {
        begin(List.of("01"));
        for (int i = 1; i <= SUBJECTS; i++) {
            enrol("01-%03d".formatted(i), i % 2 == 0 ? "ischaemic" : "non-ischaemic");
        }
        house.at(House.NOW);
        for (int i = 1; i <= SUBJECTS; i++) {
            treat("01-%03d".formatted(i));
        }
        amend();
        for (int i = 1; i <= SUBJECTS; i++) {
            correct("01-%03d".formatted(i));
        }
        reads();
    }

    /// Until subjects can be randomized.
    void begin(List<String> sites) {
        begin(Amendments.HOT_CRT, sites);
    }

    /// @param protocol the study's
    void begin(String protocol, List<String> sites) {
        house.at(House.RANDOMIZED);
        done("data-manager", "/acts/publish-protocol", Amendments.body(protocol));
        house.commitSeed();
        for (String site : sites) {
            done("data-manager", "/acts/open-site", """
                    {"site": "%s", "name": "First", "zone": "Europe/Berlin"}""".formatted(site));
        }
    }

    /// Between recording and correcting: an amendment that would open what is sealed is refused, one that seals
    /// more is published, and then one that opens, as earlier programs let it pass.
    private void amend() {
        House.Answer refused = publish(Amendments.opening("2"));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.text()).contains("opens-what-was-sealed", "device/impedance", "ecg/paced-capture");
        assertThat(publish(Amendments.sealing("2")).text()).contains("amendment-not-approved");
        done("safety-board", "/acts/approve-amendment", Amendments.body(Amendments.sealing("2")));
        assertThat(publish(Amendments.sealing("2")).status()).isEqualTo(201);
        assertThat(publish(Amendments.opening(PublicationAsBefore.VERSION)).status())
                .isEqualTo(201);
    }

    private House.Answer publish(String protocol) {
        return house.act("data-manager", "/acts/publish-protocol", Amendments.body(protocol));
    }

    /// From the registration to the randomization.
    ///
    /// @param subject the next of its site
    void enrol(String subject, String aetiology) {
        String site = subject.substring(0, 2);
        String coordinator = "coordinator@" + site;
        done(coordinator, "/sites/" + site + "/acts/register-subject", """
                {"registeredOn": "2026-01-05", "birthYear": 1956, "sex": "female"}""");
        act(subject, coordinator, "sign-consent", """
                {"signedOn": "2026-01-06", "consentVersion": "2"}""");
        act(subject, coordinator, "confirm-eligibility", ELIGIBLE.formatted(aetiology));
        act(subject, coordinator, "randomize", "{}");
    }

    private void treat(String subject) {
        boolean csp = arm(subject).equals("CSP");
        act(subject, "implanter@01", "record-implant-attempt", """
                {"performedOn": "2026-01-14", "attempt": {"lead": "%s", "target": "%s", "successful": false,
                 "failure": "%s", "qrsBefore": 150, "phrenicCapture": %s, "technique": "%s", "note": "%s"}}""".formatted(
                        csp ? "his" : "coronary-sinus",
                        csp ? "his-distal" : "lateral-vein",
                        csp ? "high-threshold" : "phrenic-capture",
                        !csp,
                        csp ? "" : "occlusive-venography,venoplasty",
                        csp ? "" : "the vein was narrow, and much had to be tried"));
        String refused = csp ? "phrenic-capture" : "qrs-not-narrowed";
        assertThat(crossover(subject, refused).status()).isEqualTo(422);
        assertThat(crossover(subject, csp ? "qrs-not-narrowed" : "phrenic-capture")
                        .status())
                .isEqualTo(201);
        act(subject, "investigator-2@01", "approve-crossover", """
                {"crossover": 1, "note": "%s"}""".formatted(csp ? "" : "agreed with the implanter"));
        act(subject, "coordinator@01", "record-visit", """
                {"visit": "discharge", "doneOn": "2026-01-15"}""");
        act(subject, "investigator@01", "record-visit", """
                {"visit": "week-2", "doneOn": "2026-01-28"}""");
        act(subject, "investigator@01", "record-assessment", """
                {"visit": "week-2", "form": "device", "assessedOn": "2026-01-28", "values": {
                 "ventricular-pacing": {"value": "%s", "unit": "%%"}, "pacing-configuration": {"value": "%s"},
                 "capture-threshold": {"value": "%s", "unit": "V"}, "pulse-width": {"value": "0.4", "unit": "ms"},
                 "impedance": {"value": "%d", "unit": "Ohm"}, "phrenic-capture": {"value": "%s"}}}""".formatted(
                        csp ? "98.5" : "91",
                        csp ? "left-bundle" : "coronary-sinus-and-right-ventricle",
                        csp ? "0.75" : "1.5",
                        csp ? 480 : 1100,
                        !csp));
        act(subject, "investigator@01", "record-assessment", """
                {"visit": "discharge", "form": "ecg", "assessedOn": "2026-01-15", "values": {
                 "heart-rate": {"value": "70", "unit": "/min"}, "rhythm": {"value": "sinus"},
                 "qrs-duration": {"value": "120", "unit": "ms"}, "morphology": {"value": "paced"},
                 "paced-capture": {"value": "%s"}}}""".formatted(capture(csp)));
        act(subject, "coordinator@01", "register-read", """
                {"visit": "discharge", "modality": "ecg", "media": "archive/%s", "mediaHash": "%s"}""".formatted(subject, "ab".repeat(32)));
    }

    private static String capture(boolean csp) {
        return csp ? "selective-left-bundle" : "biventricular";
    }

    private void correct(String subject) {
        boolean csp = arm(subject).equals("CSP");
        act(subject, "investigator@01", "correct-value", """
                {"visit": "discharge", "form": "ecg", "item": "paced-capture", "from": {"value": "%s"},
                 "to": {"value": "%s"}, "because": "seen in another lead"}""".formatted(
                        capture(csp), csp ? "left-septal" : "right-ventricular"));
        act(subject, "investigator@01", "correct-value", """
                {"visit": "discharge", "form": "ecg", "item": "heart-rate", "from": {"value": "70", "unit": "/min"},
                 "to": {"value": "72", "unit": "/min"}, "because": "%s"}""".formatted(
                        csp ? "counted anew" : "counted between the spikes of both leads"));
        act(subject, "investigator@01", "correct-value", """
                {"visit": "week-2", "form": "device", "item": "impedance", "from": {"value": "%d", "unit": "Ohm"},
                 "to": {"value": "%d", "unit": "Ohm"}, "because": "%s"}""".formatted(
                        csp ? 480 : 1100, csp ? 500 : 1000, csp ? "typo" : "read from the other lead"));
    }

    private House.Answer crossover(String subject, String reason) {
        return house.act("implanter@01", "/subjects/" + subject + "/acts/request-crossover", """
                {"reason": "%s", "note": "see the procedure"}""".formatted(reason));
    }

    /// Half of the reads are assigned, half of those are read, with guesses that follow the truth.
    private void reads() {
        int i = 0;
        for (var read : now("data-manager", "/reads/results").get("reads")) {
            String code = read.get("read").stringValue();
            String subject = read.get("subject").stringValue();
            done("data-manager", "/reads/" + code + "/acts/assign-read", """
                    {"reader": "reader-1"}""");
            if (i++ % 2 == 0) {
                String arm = arm(subject);
                done("reader-1", "/reads/" + code + "/acts/submit-read", """
                        {"values": {"qrs-duration": {"value": "118", "unit": "ms"}, "morphology": {"value": "paced"}},
                         "guess": {"arm": "%s", "confidence": %d}}""".formatted(arm, arm.equals("CSP") ? 5 : 2));
            }
        }
        assertThat(i).isEqualTo(SUBJECTS);
    }

    String arm(String subject) {
        return now("statistician", "/unblinded/subjects/" + subject).get("arm").stringValue();
    }

    /// Asked as of the record's end: the live views may be a moment behind.
    private JsonNode now(String person, String path) {
        long size = house.bean(Log.class).size();
        return house.get(person, "/api/v1/studies/HOT-CRT" + path + "?asOf=" + size)
                .json();
    }

    private void act(String subject, String person, String act, String body) {
        done(person, "/subjects/" + subject + "/acts/" + act, body);
    }

    void done(String person, String path, String body) {
        House.Answer answer = house.act(person, path, body);
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(201);
    }
}
