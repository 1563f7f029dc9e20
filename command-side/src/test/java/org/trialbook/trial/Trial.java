package org.trialbook.trial;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.ItemValue;
import org.trialbook.media.Dicom;

/// A subject's way through the trial over HTTP, so that a test can start where it wants to.
///
/// @param newestIssue the newest issue of envelopes
public record Trial(TrialServer server, AtomicInteger newestIssue) {

    public Trial(TrialServer server) {
        this(server, new AtomicInteger());
    }

    /// Both parties commit to the shares that the server was given.
    public void commitSeed() {
        for (SeedParty party : SeedParty.values()) {
            server.recorded(party.storedName(), "/acts/commit-seed-share", Map.of("commitment", commitment(party)));
        }
    }

    /// The commitment to the party's share, as the server holds it.
    public String commitment(SeedParty party) {
        return server.bean(SeedShares.class).of(party).orElseThrow().commitment(HotCrt.STUDY, party);
    }

    /// When this trial's subjects are randomized: an act that happens when it is recorded.
    public static final Instant RANDOMIZED = Instant.parse("2026-03-05T09:00:00Z");

    private static final AtomicInteger FILES = new AtomicInteger();

    /// Opens a site.
    public void open(String site) {
        server.recorded(
                "data-manager",
                "/acts/open-site",
                Map.of("site", site, "name", "Hospital " + site, "zone", "Europe/Berlin"));
    }

    /// Publishes a later version of the protocol, which holds at the site from now on.
    public void amend(String site, String yaml) {
        server.recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", yaml));
        String version = yaml.lines()
                .filter(line -> line.startsWith("version: "))
                .map(line -> line.substring("version: ".length()).replace("\"", ""))
                .findFirst()
                .orElseThrow();
        server.recorded(
                "data-manager",
                "/sites/" + site + "/acts/activate-version",
                Map.of("version", version, "approvedOn", "2026-03-01", "approval", "EC 2026/117"));
    }

    /// @return the new subject's path, such as `/subjects/01-001`
    public String registered(String site) {
        return "/subjects/"
                + server.recorded(
                                "coordinator@" + site,
                                "/sites/" + site + "/acts/register-subject",
                                Map.of("registeredOn", "2026-03-02", "birthYear", 1955, "sex", "female"))
                        .get("subject")
                        .asString();
    }

    public String consented(String site) {
        String subject = registered(site);
        server.recorded(
                "coordinator@" + site,
                subject + "/acts/sign-consent",
                Map.of("signedOn", "2026-03-03", "consentVersion", "2.1"));
        return subject;
    }

    public String eligible(String site) {
        return eligible(site, HotCrt.eligibleAnswers());
    }

    public String eligible(String site, Map<String, ItemValue> answers) {
        String subject = consented(site);
        server.recorded(
                "coordinator@" + site,
                subject + "/acts/confirm-eligibility",
                Map.of("assessedOn", "2026-03-04", "answers", json(answers)));
        return subject;
    }

    public String randomized(String site) {
        String subject = eligible(site);
        server.recordedAt(RANDOMIZED, "coordinator@" + site, subject + "/acts/randomize", Map.of());
        return subject;
    }

    /// Somebody with a first attempt in March, so that the visits' windows have closed.
    public String implanted(String site) {
        String subject = randomized(site);
        server.recorded(
                "implanter@" + site,
                subject + "/acts/record-implant-attempt",
                Map.of("performedOn", "2026-03-09", "attempt", attempt()));
        return subject;
    }

    /// Somebody in whom a lead of the other arm stayed, whichever the arm, though the crossover was denied.
    public String treatedAsTheOther(String site) {
        String subject = randomized(site);
        boolean biventricular = server.act(
                                "implanter@" + site,
                                subject + "/acts/request-crossover",
                                Map.of("reason", "phrenic-capture", "note", ""))
                        .status()
                != 422;
        if (biventricular) {
            server.recorded(
                    "investigator@" + site, subject + "/acts/deny-crossover", Map.of("crossover", 1, "note", ""));
        }
        server.recorded(
                "implanter@" + site,
                subject + "/acts/record-implant-attempt",
                Map.of("performedOn", "2026-03-09", "attempt", attempt(biventricular ? "his" : "coronary-sinus")));
        return subject;
    }

    /// Somebody with a crossover pending, whichever the arm: the reason of the other arm is refused first.
    public String crossoverRequested(String site) {
        String subject = randomized(site);
        String path = subject + "/acts/request-crossover";
        if (server.act("implanter@" + site, path, Map.of("reason", "phrenic-capture", "note", ""))
                        .status()
                == 422) {
            server.recorded("implanter@" + site, path, Map.of("reason", "qrs-not-narrowed", "note", ""));
        }
        return subject;
    }

    public String ecgRecorded(String site) {
        String subject = consented(site);
        server.recorded("investigator@" + site, subject + "/acts/record-assessment", ecgForm());
        return subject;
    }

    /// Somebody with whose forms of the first visit that was done.
    ///
    /// @param act such as `lock-forms`, and what goes before it
    public String ecgHeld(String site, String... acts) {
        String subject = ecgRecorded(site);
        for (String act : acts) {
            server.recorded(
                    act.equals("request-unlock") ? "monitor" : "data-manager",
                    subject + "/acts/" + act,
                    Map.of("visit", "pre-implant", "form", "ecg", "because", "all is answered"));
        }
        return subject;
    }

    /// Somebody of whom a rule finds something.
    public String wideQrsRecorded(String site) {
        String subject = consented(site);
        Map<String, Object> ecg = new TreeMap<>(ecgForm());
        ecg.put("values", json(HotCrt.with(HotCrt.ecg(), "qrs-duration", new ItemValue("192", "ms"))));
        server.recorded("investigator@" + site, subject + "/acts/record-assessment", ecg);
        return subject;
    }

    /// Somebody about whom the coordinator is asked.
    public String queried(String site) {
        String subject = ecgRecorded(site);
        server.recorded(
                "data-manager",
                subject + "/acts/open-query",
                Map.of("visit", "pre-implant", "assignedTo", "coordinator", "text", "Was it on that day?"));
        return subject;
    }

    public String queryAnswered(String site) {
        String subject = queried(site);
        server.recorded(
                "coordinator@" + site,
                subject + "/acts/answer-query",
                Map.of("query", "Q1", "outcome", "confirmed", "answer", "It was"));
        return subject;
    }

    /// A subject of whom a recording is registered for reading.
    public String recorded(String site) {
        String subject = consented(site);
        server.recorded("coordinator@" + site, subject + "/acts/register-read", recording());
        return subject;
    }

    /// @return the read's path, such as `/reads/R-7K3M9QXT`
    public String readRegistered(String site) {
        return "/reads/"
                + server.recorded("coordinator@" + site, consented(site) + "/acts/register-read", recording())
                        .get("read")
                        .asString();
    }

    public String readInBatch(String site) {
        String read = readRegistered(site);
        server.recorded(
                "data-manager", "/reads/acts/open-reading-batch", Map.of("modality", "ecg", "reason", "a test"));
        return read;
    }

    public String readAssigned(String site) {
        String read = readRegistered(site);
        server.recorded("data-manager", read + "/acts/assign-read", Map.of("reader", "reader-1"));
        return read;
    }

    public String readSubmitted(String site) {
        String read = readAssigned(site);
        server.recorded(
                "reader-1",
                read + "/acts/submit-read",
                Map.of(
                        "values",
                        Map.of("qrs-duration", json("130", "ms"), "morphology", json("paced", null)),
                        "guess",
                        Map.of()));
        return read;
    }

    /// @return the hash of a file that was not uploaded before
    public String uploaded() {
        return server.upload("coordinator@01", Dicom.clean(FILES.incrementAndGet()))
                .json()
                .get("hash")
                .asString();
    }

    /// Somebody unblinded in an emergency.
    public String unblinded(String site) {
        String subject = randomized(site);
        server.recorded(
                "investigator@" + site,
                subject + "/acts/unblind-subject",
                Map.of("reason", "other", "recipient", "Dr. Noether", "note", "unconscious"));
        return subject;
    }

    /// Somebody for whom there is an envelope; see [#issue].
    public String enveloped(String site) {
        String subject = randomized(site);
        newestIssue.set(server.recorded("statistician", "/sites/" + site + "/acts/issue-envelopes", Map.of())
                .get("issue")
                .asInt());
        return subject;
    }

    /// The newest issue of envelopes.
    public int issue() {
        return newestIssue.get();
    }

    public void locked() {
        server.recorded("data-manager", "/acts/lock-study", Map.of("reason", "the last visit is done"));
    }

    /// Both halves of the quorum approve: the study is unblinded, for everybody at once.
    public void unblindedForAll() {
        server.recorded("safety-board", "/acts/approve-unblinding", Map.of());
        server.recorded("sponsor", "/acts/approve-unblinding", Map.of());
    }

    // ---- bodies

    private static Map<String, Object> attempt(String lead) {
        Map<String, Object> attempt = attempt();
        attempt.put("lead", lead);
        attempt.put("target", lead.equals("his") ? "his-distal" : "lateral-vein");
        return attempt;
    }

    public static Map<String, Object> attempt() {
        Map<String, Object> attempt = new LinkedHashMap<>();
        attempt.put("lead", "coronary-sinus");
        attempt.put("target", "lateral-vein");
        attempt.put("successful", true);
        attempt.put("qrsBefore", 164);
        attempt.put("qrsAfter", 128);
        attempt.put("thresholdVolts", "0.75");
        attempt.put("pulseWidthMs", 0.4);
        attempt.put("phrenicCapture", false);
        attempt.put("technique", "venoplasty");
        attempt.put("note", "µ, € and 心 are kept");
        return attempt;
    }

    public static Map<String, Object> ecgForm() {
        return Map.of("visit", "pre-implant", "form", "ecg", "assessedOn", "2026-03-03", "values", json(HotCrt.ecg()));
    }

    public static Map<String, Object> recording() {
        return Map.of("visit", "pre-implant", "modality", "ecg", "media", "archive/1", "mediaHash", "ab".repeat(32));
    }

    public static Map<String, Object> json(Map<String, ItemValue> values) {
        Map<String, Object> json = new TreeMap<>();
        values.forEach((item, value) -> json.put(item, json(value.value(), value.unit())));
        return json;
    }

    public static Map<String, Object> json(String value, @Nullable String unit) {
        return unit == null ? Map.of("value", value) : Map.of("value", value, "unit", unit);
    }
}
