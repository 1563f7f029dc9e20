package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.allocation.SeedParty;

/// Every endpoint that takes an act: who may call it, with what body, on whom; and what is wrong with other bodies.
final class ActEndpoints {

    private static final String BASE = "/api/v1/studies/{study}";
    /// Takes a file and records nothing: it has tests of its own.
    private static final String UPLOAD = BASE + "/media";

    private static final AtomicInteger VERSIONS = new AtomicInteger(1);
    private static final AtomicInteger SITES = new AtomicInteger(50);

    private ActEndpoints() {}

    /// @param pattern as Spring knows the endpoint
    /// @param person who may
    /// @param others who may not, one of each role's kind
    /// @param target prepares whom the act is about, and gives the path before `/acts/…`
    /// @param body a body that is recorded there; a fresh one each time
    /// @param wrong changes that make the body wrong, each with the problem's name
    record Row(
            String pattern,
            String person,
            List<String> others,
            Function<Trial, String> target,
            Function<Trial, Map<String, Object>> body,
            List<Wrong> wrong) {

        String act() {
            return pattern.substring(pattern.lastIndexOf('/') + 1);
        }

        String path(String target) {
            return target + "/acts/" + act();
        }

        @Override
        public String toString() {
            return act();
        }
    }

    /// @param value replaces the field; [#ABSENT] leaves it out
    record Wrong(String field, @Nullable Object value, int status, String problem) {}

    static final Object ABSENT = new Object();

    static final String DEVICE_NOTE = "x".repeat(501);

    /// Texts that need not be said. Where one is said, it says something.
    static final Set<String> MAY_BE_EMPTY = Set.of(
            "request-crossover note",
            "approve-crossover note",
            "deny-crossover note",
            "withdraw note",
            "record-deviation note",
            "assess-unblinding note",
            "record-implant-attempt attempt note",
            "record-implant-attempt attempt technique");

    static List<Row> rows() {
        return List.of(
                new Row(
                        BASE + "/acts/publish-protocol",
                        "data-manager",
                        List.of("coordinator@01", "monitor", "reader-1"),
                        trial -> "",
                        trial -> Map.of("protocol", nextVersion()),
                        List.of(
                                wrong("protocol", "study: [", 400, "invalid-protocol"),
                                wrong("protocol", "", 400, "invalid-protocol"),
                                wrong("protocol", "a: &a [*a, *a]", 400, "invalid-protocol"),
                                wrong("protocol", "x".repeat(60_000), 400, "invalid-protocol"),
                                wrong("protocol", version("2.0 (Amendment 1)"), 400, "invalid-protocol"),
                                wrong("protocol", version("../2"), 400, "invalid-protocol"),
                                wrong("protocol", version("2".repeat(65)), 400, "invalid-protocol"),
                                wrong("protocol", HotCrt.YAML, 422, "version-already-published"),
                                wrong(
                                        "protocol",
                                        HotCrt.amended(
                                                "record-visit: [sign-consent]", "record-visit: [request-crossover]"),
                                        400,
                                        "invalid-protocol"),
                                wrong(
                                        "protocol",
                                        HotCrt.amended("study: HOT-CRT", "study: OTHER"),
                                        422,
                                        "protocol-of-another-study"))),
                new Row(
                        BASE + "/acts/commit-seed-share",
                        "sponsor",
                        List.of("coordinator@01", "data-manager", "safety-board"),
                        trial -> "",
                        trial -> Map.of("commitment", trial.commitment(SeedParty.SPONSOR)),
                        List.of(
                                wrong("commitment", "", 400, "invalid-field"),
                                wrong("commitment", "AB".repeat(32), 400, "invalid-field"),
                                wrong("commitment", "ab".repeat(31), 400, "invalid-field"),
                                wrong("commitment", "ab".repeat(32), 422, "already-committed"))),
                new Row(
                        BASE + "/acts/reveal-seed",
                        "statistician",
                        List.of("coordinator@01", "sponsor", "inspector"),
                        trial -> "",
                        trial -> Map.of(),
                        List.of(wrong("occurredAt", "2026-03-05T10:00:00+01:00", 422, "study-not-unblinded"))),
                new Row(
                        BASE + "/acts/open-site",
                        "data-manager",
                        List.of("coordinator@01", "monitor", "reader-1"),
                        trial -> "",
                        trial -> Map.of(
                                "site",
                                Integer.toString(SITES.getAndIncrement()),
                                "name",
                                "Hospital",
                                "zone",
                                "America/New_York"),
                        List.of(
                                wrong("site", "1", 400, "malformed-id"),
                                wrong("site", "01", 422, "already-recorded"),
                                wrong("site", "001", 422, "site-number-taken"),
                                wrong("name", " ", 400, "invalid-field"),
                                wrong("name", "x".repeat(201), 400, "invalid-field"),
                                wrong("name", "a\u0000b", 400, "invalid-field"),
                                wrong("name", "half \ud83d", 400, "invalid-field"),
                                wrong("zone", "Mars/Olympus", 400, "invalid-field"))),
                new Row(
                        BASE + "/sites/{site}/acts/register-subject",
                        "coordinator@01",
                        List.of("implanter@01", "monitor", "data-manager"),
                        trial -> "/sites/01",
                        trial -> Map.of("registeredOn", "2026-03-02", "birthYear", 1955, "sex", "female"),
                        List.of(
                                wrong("registeredOn", "2126-03-02", 422, "in-the-future"),
                                wrong("registeredOn", "2026-02-30", 400, "wrong-type"),
                                wrong("birthYear", 1800, 422, "implausible-birth-year"),
                                wrong("birthYear", 1955.5, 400, "wrong-type"),
                                wrong("birthYear", 99_999_999_999L, 400, "wrong-type"),
                                wrong("sex", "f", 400, "invalid-field"))),
                onSubject(
                        "sign-consent",
                        "coordinator@01",
                        List.of("implanter@01", "monitor", "data-manager"),
                        trial -> trial.registered("01"),
                        Map.of("signedOn", "2026-03-03", "consentVersion", "2.1"),
                        wrong("signedOn", "2126-03-03", 422, "in-the-future"),
                        wrong("signedOn", "2026-03-01", 422, "too-early"),
                        wrong("consentVersion", "", 400, "invalid-field"),
                        wrong("consentVersion", "x".repeat(41), 400, "invalid-field"),
                        wrong("consentVersion", "half \udc00", 400, "invalid-field")),
                onSubject(
                        "confirm-eligibility",
                        "coordinator@01",
                        List.of("implanter@01", "monitor", "reader-1"),
                        trial -> trial.consented("01"),
                        Map.of("assessedOn", "2026-03-04", "answers", Trial.json(HotCrt.eligibleAnswers())),
                        wrong("assessedOn", "2126-03-04", 422, "in-the-future"),
                        wrong("answers", Map.of(), 422, "invalid-answers"),
                        wrong("because", " ", 400, "invalid-field"),
                        wrong("answers", answers("lvef", Trial.json("31.5", "mm")), 422, "invalid-answers"),
                        wrong("answers", answers("lvef", Trial.json("131.5", "%")), 422, "invalid-answers"),
                        wrong("answers", answers("lvef", 31.5), 400, "wrong-type"),
                        wrong("answers", answers("lvef", Map.of("value", 31.5, "unit", "%")), 400, "wrong-type"),
                        wrong("answers", answers("lvef", Map.of("unit", "%")), 400, "missing-field"),
                        wrong("answers", answers("half \ud83d", Trial.json("1", null)), 400, "malformed-json")),
                onSubject(
                        "randomize",
                        "coordinator@01",
                        List.of("monitor", "reader-1", "statistician"),
                        trial -> trial.eligible("01"),
                        Map.of(),
                        wrong("occurredAt", "2026-03-05", 400, "invalid-field"),
                        wrong("occurredAt", "2126-03-05T10:00:00+01:00", 400, "invalid-field")),
                onSubject(
                        "record-implant-attempt",
                        "implanter@01",
                        List.of("coordinator@01", "monitor", "statistician"),
                        trial -> trial.randomized("01"),
                        Map.of("performedOn", "2026-03-09", "attempt", Trial.attempt()),
                        wrong("performedOn", "2126-03-09", 422, "in-the-future"),
                        wrong("attempt", attempt("lead", "epicardial"), 422, "invalid-implant-attempt"),
                        wrong("attempt", attempt("qrsBefore", 12), 422, "invalid-implant-attempt"),
                        wrong("attempt", attempt("note", DEVICE_NOTE), 422, "invalid-implant-attempt"),
                        wrong("attempt", attempt("note", null), 400, "missing-field"),
                        wrong("attempt", attempt("technique", null), 400, "missing-field"),
                        wrong("attempt", attempt("note", "half \ud83d"), 400, "invalid-field"),
                        wrong("attempt", attempt("thresholdVolts", "1E-999999999"), 400, "wrong-type"),
                        wrong("attempt", attempt("thresholdVolts", "1E+999999999"), 400, "wrong-type"),
                        wrong("attempt", attempt("thresholdVolts", "one"), 400, "wrong-type"),
                        wrong("attempt", attempt("qrsBefore", 164.5), 400, "wrong-type"),
                        wrong("attempt", attempt("qrsBefore", "164"), 400, "wrong-type"),
                        wrong("attempt", attempt("depth", 3), 400, "unknown-field")),
                onSubject(
                        "request-crossover",
                        "implanter@01",
                        List.of("coordinator@01", "monitor", "statistician"),
                        trial -> trial.randomized("01"),
                        // Which reason is permitted depends on the arm: see `body` of the test.
                        Map.of("reason", "phrenic-capture", "note", "in every branch"),
                        wrong("reason", " ", 400, "invalid-field"),
                        wrong("reason", "x".repeat(65), 400, "invalid-field"),
                        wrong("note", DEVICE_NOTE, 400, "invalid-field")),
                onSubject(
                        "approve-crossover",
                        "investigator@01",
                        List.of("implanter@01", "coordinator@01", "statistician"),
                        trial -> trial.crossoverRequested("01"),
                        Map.of("crossover", 1, "note", "seen"),
                        wrong("crossover", "1", 400, "wrong-type"),
                        wrong("note", DEVICE_NOTE, 400, "invalid-field")),
                onSubject(
                        "deny-crossover",
                        "investigator@01",
                        List.of("implanter@01", "coordinator@01", "statistician"),
                        trial -> trial.crossoverRequested("01"),
                        Map.of("crossover", 1, "note", "try again"),
                        wrong("crossover", 1.5, 400, "wrong-type"),
                        wrong("note", "bell \u0007", 400, "invalid-field")),
                onSubject(
                        "record-visit",
                        "coordinator@01",
                        List.of("implanter@01", "monitor", "data-manager"),
                        trial -> trial.implanted("01"),
                        Map.of("visit", "month-3", "doneOn", "2026-06-08"),
                        wrong("visit", "month-99", 422, "unknown-code"),
                        wrong("visit", "half \ud83d", 400, "invalid-field"),
                        wrong("doneOn", "2126-06-08", 422, "in-the-future"),
                        wrong("doneOn", 20260608, 400, "wrong-type")),
                onSubject(
                        "miss-visit",
                        "coordinator@01",
                        List.of("implanter@01", "monitor", "data-manager"),
                        trial -> trial.implanted("01"),
                        Map.of("visit", "month-3", "reason", "no-show"),
                        wrong("visit", "month-99", 422, "unknown-code"),
                        wrong("reason", "bad-weather", 422, "unknown-code")),
                onSubject(
                        "record-assessment",
                        "investigator@01",
                        List.of("monitor", "data-manager", "reader-1"),
                        trial -> trial.consented("01"),
                        Trial.ecgForm(),
                        wrong("visit", "month-99", 422, "unknown-code"),
                        wrong("form", "device", 422, "unknown-code"),
                        wrong("assessedOn", "2126-03-03", 422, "in-the-future"),
                        wrong("values", ecg("qrs-duration", Trial.json("142", "s")), 422, "invalid-answers"),
                        wrong("values", ecg("qrs-duration", Trial.json("1420", "ms")), 422, "invalid-answers"),
                        wrong("values", ecg("qrs-duration", 142), 400, "wrong-type"),
                        wrong("values", ecg("qrs-duration", Map.of("value", 142, "unit", "ms")), 400, "wrong-type"),
                        wrong("values", ecg("rhythm", Trial.json("half \ud83d", null)), 400, "invalid-field")),
                onSubject(
                        "correct-value",
                        "investigator@01",
                        List.of("implanter@01", "monitor", "data-manager"),
                        trial -> trial.ecgRecorded("01"),
                        Map.of(
                                "visit", "pre-implant",
                                "form", "ecg",
                                "item", "qrs-duration",
                                "from", Trial.json("142", "ms"),
                                "to", Trial.json("124", "ms"),
                                "because", "digits swapped"),
                        wrong("to", null, 422, "invalid-answers"),
                        wrong("from", null, 422, "value-differs"),
                        wrong("to", Trial.json("1240", "ms"), 422, "invalid-answers"),
                        wrong("to", Trial.json("142", "ms"), 422, "nothing-changes"),
                        wrong("item", "shoe-size", 422, "unknown-code"),
                        wrong("form", "echo", 422, "unknown-code"),
                        wrong("because", "", 400, "invalid-field"),
                        wrong("because", DEVICE_NOTE, 400, "invalid-field")),
                onSubject(
                        "withdraw",
                        "investigator@01",
                        List.of("implanter@01", "monitor", "data-manager"),
                        trial -> trial.consented("01"),
                        Map.of("withdrawnOn", "2026-03-20", "reason", "consent-withdrawn", "note", "no more visits"),
                        wrong("withdrawnOn", "2126-03-20", 422, "in-the-future"),
                        wrong("withdrawnOn", "1926-03-20", 422, "too-long-ago"),
                        wrong("withdrawnOn", "2026-03-01", 422, "too-early"),
                        wrong("withdrawnOn", "2026-03-02", 422, "recorded-for-a-later-day"),
                        wrong("reason", "bored", 422, "unknown-code"),
                        wrong("note", DEVICE_NOTE, 400, "invalid-field")),
                onSubject(
                        "register-read",
                        "coordinator@01",
                        List.of("implanter@01", "monitor", "reader-1"),
                        trial -> trial.consented("01"),
                        Trial.recording(),
                        wrong("visit", "month-99", 422, "unknown-code"),
                        wrong("modality", "mri", 422, "unknown-code"),
                        wrong("media", "", 400, "invalid-field"),
                        wrong("media", "x".repeat(301), 400, "invalid-field"),
                        wrong("mediaHash", "AB".repeat(32), 400, "invalid-field"),
                        wrong("mediaHash", null, 400, "missing-field"),
                        wrong("media", "sha256:" + "ab".repeat(32), 422, "no-such-media"),
                        wrong("media", "sha256:ab", 400, "invalid-field")),
                new Row(
                        BASE + "/reads/{read}/acts/attach-media",
                        "coordinator@01",
                        List.of("implanter@01", "reader-1", "monitor"),
                        trial -> trial.readRegistered("01"),
                        trial -> Map.of("media", "sha256:" + trial.uploaded()),
                        List.of(
                                wrong("media", "archive/1", 400, "invalid-field"),
                                wrong("media", "sha256:" + "AB".repeat(32), 400, "invalid-field"),
                                wrong("media", "sha256:" + "ab".repeat(32), 422, "no-such-media"))),
                new Row(
                        BASE + "/reads/{read}/acts/assign-read",
                        "data-manager",
                        List.of("coordinator@01", "reader-1", "monitor"),
                        trial -> trial.readRegistered("01"),
                        trial -> Map.of("reader", "reader-1"),
                        List.of(
                                wrong("reader", "", 400, "invalid-field"),
                                wrong("reader", "x".repeat(201), 400, "invalid-field"))),
                new Row(
                        BASE + "/reads/acts/assign-reads",
                        "data-manager",
                        List.of("coordinator@01", "reader-1", "monitor"),
                        trial -> inRoom(trial.readRegistered("01")),
                        trial -> Map.of("modality", "ecg", "readers", List.of("reader-1", "reader-2"), "reason", "few"),
                        List.of(
                                wrong("modality", "mri", 422, "unknown-code"),
                                wrong("modality", "", 400, "invalid-field"),
                                wrong("readers", List.of(), 400, "invalid-field"),
                                wrong("readers", List.of("a", "a"), 400, "invalid-field"),
                                wrong("readers", List.of(""), 400, "invalid-field"),
                                wrong("reason", " ", 400, "invalid-field"))),
                new Row(
                        BASE + "/reads/acts/open-reading-batch",
                        "data-manager",
                        List.of("coordinator@01", "reader-1", "monitor"),
                        trial -> inRoom(trial.readRegistered("01")),
                        trial -> Map.of("modality", "ecg", "reason", "the last recordings"),
                        List.of(
                                wrong("modality", "mri", 422, "unknown-code"),
                                wrong("modality", "", 400, "invalid-field"),
                                wrong("reason", " ", 400, "invalid-field"),
                                wrong("reason", DEVICE_NOTE, 400, "invalid-field"))),
                new Row(
                        BASE + "/reads/acts/claim-read",
                        "reader-1",
                        List.of("coordinator@01", "data-manager", "monitor"),
                        trial -> inRoom(trial.readInBatch("01")),
                        trial -> Map.of("modality", "ecg"),
                        List.of(
                                wrong("modality", "mri", 422, "unknown-code"),
                                wrong("modality", "x".repeat(41), 400, "invalid-field"))),
                new Row(
                        BASE + "/reads/{read}/acts/release-read",
                        "reader-1",
                        List.of("coordinator@01", "data-manager", "monitor"),
                        trial -> trial.readAssigned("01"),
                        trial -> Map.of("reason", "on leave"),
                        List.of(
                                wrong("reason", " ", 400, "invalid-field"),
                                wrong("reason", DEVICE_NOTE, 400, "invalid-field"))),
                new Row(
                        BASE + "/reads/{read}/acts/submit-read",
                        "reader-1",
                        List.of("coordinator@01", "data-manager", "monitor"),
                        trial -> trial.readAssigned("01"),
                        trial -> Map.of(
                                "values",
                                Map.of(
                                        "qrs-duration",
                                        Trial.json("130", "ms"),
                                        "morphology",
                                        Trial.json("paced", null)),
                                "guess",
                                Map.of("arm", "CSP", "confidence", 2)),
                        List.of(
                                wrong("values", Map.of(), 422, "invalid-read"),
                                wrong("values", Map.of("qrs-duration", Trial.json("130", "s")), 422, "invalid-answers"),
                                wrong("guess", Map.of("arm", "csp", "confidence", 2), 400, "malformed-id"),
                                wrong("guess", Map.of("arm", "RVP", "confidence", 2), 422, "invalid-read"),
                                wrong("guess", Map.of("arm", "CSP", "confidence", 9), 422, "invalid-read"),
                                wrong("notEvaluable", "poor-quality", 422, "invalid-read"))),
                new Row(
                        BASE + "/reads/acts/sample-rereads",
                        "data-manager",
                        List.of("coordinator@01", "reader-1", "monitor"),
                        trial -> inRoom(trial.readSubmitted("01")),
                        trial -> Map.of("modality", "ecg", "kind", "intra-reader", "count", 1),
                        List.of(
                                wrong("modality", "mri", 422, "unknown-code"),
                                wrong("kind", "second", 400, "invalid-field"),
                                wrong("count", 0, 400, "invalid-field"),
                                wrong("count", 201, 400, "invalid-field"),
                                wrong("count", "1", 400, "wrong-type"))),
                onSubject(
                        "record-deviation",
                        "coordinator@01",
                        List.of("implanter@01", "monitor", "data-manager"),
                        trial -> trial.randomized("01"),
                        Map.of("deviation", "wrong-stratum", "on", "2026-03-05", "note", "not ischaemic"),
                        wrong("deviation", "bored", 422, "unknown-code"),
                        wrong("on", "2126-03-05", 422, "in-the-future"),
                        wrong("on", "2026-03-01", 422, "too-early"),
                        wrong("note", DEVICE_NOTE, 400, "invalid-field")),
                onSubject(
                        "unblind-subject",
                        "investigator@01",
                        List.of("coordinator@01", "monitor", "sponsor"),
                        trial -> trial.randomized("01"),
                        Map.of("reason", "urgent-procedure", "recipient", "Dr. Noether", "note", "revision"),
                        wrong("recipient", "", 400, "invalid-field"),
                        wrong("recipient", "x".repeat(201), 400, "invalid-field"),
                        wrong("note", " ", 400, "invalid-field"),
                        wrong("note", DEVICE_NOTE, 400, "invalid-field")),
                new Row(
                        BASE + "/sites/{site}/acts/issue-envelopes",
                        "statistician",
                        List.of("coordinator@01", "investigator@01", "monitor", "safety-board"),
                        trial -> trial.randomized("01").isEmpty() ? "" : "/sites/01",
                        trial -> Map.of(),
                        List.of()),
                new Row(
                        BASE + "/subjects/{subject}/acts/enter-code-break",
                        "implanter@01",
                        List.of("coordinator@01", "monitor", "safety-board"),
                        trial -> trial.enveloped("01"),
                        trial -> Map.of(
                                "issue",
                                trial.issue(),
                                "reason",
                                "urgent-procedure",
                                "recipient",
                                "Dr. Noether",
                                "note",
                                "at night",
                                "occurredAt",
                                "2026-03-09T03:00:00+01:00[Europe/Berlin]"),
                        List.of(
                                wrong("issue", 1.5, 400, "wrong-type"),
                                wrong("recipient", "", 400, "invalid-field"),
                                wrong("note", "", 400, "invalid-field"))),
                onSubject(
                        "report-unblinding",
                        "coordinator@01",
                        List.of("reader-1"),
                        trial -> trial.randomized("01"),
                        Map.of("reason", "document", "recipient", "C. Costa", "on", "2026-03-09", "note", "a letter"),
                        wrong("reason", "curiosity", 422, "unknown-code"),
                        wrong("on", "2126-03-05", 422, "in-the-future"),
                        wrong("on", "2026-03-04", 422, "too-early"),
                        wrong("recipient", "", 400, "invalid-field"),
                        wrong("note", "", 400, "invalid-field")),
                new Row(
                        BASE + "/reads/{read}/acts/report-read-unblinding",
                        "reader-1",
                        List.of("coordinator@01", "data-manager", "monitor"),
                        trial -> trial.readAssigned("01"),
                        trial -> Map.of("reason", "document", "on", "2026-03-09", "note", "a letter"),
                        List.of(
                                wrong("reason", "curiosity", 422, "unknown-code"),
                                wrong("on", "2126-03-05", 422, "in-the-future"),
                                wrong("on", "1999-03-05", 422, "too-long-ago"),
                                wrong("on", "2026-02-30", 400, "wrong-type"),
                                wrong("recipient", "R. Reuter", 400, "unknown-field"),
                                wrong("note", DEVICE_NOTE, 400, "invalid-field"),
                                wrong("note", "", 400, "invalid-field"))),
                onSubject(
                        "assess-unblinding",
                        "investigator@01",
                        List.of("coordinator@01", "monitor", "sponsor"),
                        trial -> trial.unblinded("01"),
                        Map.of("unblinding", 1, "impact", "no-impact", "note", ""),
                        wrong("unblinding", 2, 422, "no-such-unblinding"),
                        wrong("impact", "none", 422, "unknown-code"),
                        wrong("note", DEVICE_NOTE, 400, "invalid-field")),
                new Row(
                        BASE + "/acts/lock-study",
                        "data-manager",
                        List.of("coordinator@01", "statistician", "sponsor"),
                        trial -> "",
                        trial -> Map.of("reason", "the last visit is done"),
                        List.of(
                                wrong("reason", "", 400, "invalid-field"),
                                wrong("reason", "x".repeat(501), 400, "invalid-field"))),
                new Row(
                        BASE + "/acts/approve-unblinding",
                        "statistician",
                        List.of("coordinator@01", "data-manager", "monitor"),
                        trial -> "",
                        trial -> Map.of(),
                        List.of()));
    }

    /// Of an act on all reads it matters only that there is one.
    private static String inRoom(String read) {
        assertThat(read).startsWith("/reads/R-");
        return "/reads";
    }

    /// Acts that happen once in a trial, or after which it takes no others: they get a server of their own.
    static final Set<String> ENDING = Set.of("commit-seed-share", "reveal-seed", "lock-study", "approve-unblinding");

    /// A member that the body of a request may have.
    record Field(String name, Class<?> type, boolean required) {}

    /// The members of an act's body, as it declares them, and when it happened.
    static List<Field> fields(String act) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : DeclaredActs.named(act).body().getRecordComponents()) {
            fields.add(new Field(
                    component.getName(),
                    component.getType(),
                    !component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        }
        fields.add(new Field("occurredAt", String.class, DeclaredActs.named(act).saysWhen()));
        return fields;
    }

    /// Pattern → method, of every endpoint in this module.
    static Map<String, HandlerMethod> mapped(TrialServer server) {
        Map<String, HandlerMethod> mapped = new LinkedHashMap<>();
        server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
                    if (method.getBeanType().getName().startsWith("org.trialbook.trial.")
                            && info.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                        info.getPatternValues().stream()
                                .filter(pattern -> !pattern.equals(UPLOAD))
                                .forEach(pattern -> mapped.put(pattern, method));
                    }
                });
        return mapped;
    }

    private static Row onSubject(
            String act,
            String person,
            List<String> others,
            Function<Trial, String> target,
            Map<String, Object> body,
            Wrong... wrong) {
        return new Row(BASE + "/subjects/{subject}/acts/" + act, person, others, target, trial -> body, List.of(wrong));
    }

    private static Wrong wrong(String field, @Nullable Object value, int status, String problem) {
        return new Wrong(field, value, status, problem);
    }

    private static Map<String, Object> answers(String item, Object value) {
        return changed(Trial.json(HotCrt.eligibleAnswers()), item, value);
    }

    private static Map<String, Object> ecg(String item, Object value) {
        return changed(Trial.json(HotCrt.ecg()), item, value);
    }

    private static Map<String, Object> attempt(String field, @Nullable Object value) {
        return changed(Trial.attempt(), field, value);
    }

    static Map<String, Object> changed(Map<String, Object> body, String field, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        if (ABSENT.equals(value)) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return changed;
    }

    private static String version(String version) {
        return HotCrt.YAML.replace("version: \"1\"", "version: \"%s\"".formatted(version));
    }

    private static String nextVersion() {
        return HotCrt.YAML.replace("version: \"1\"", "version: \"1." + VERSIONS.getAndIncrement() + "\"");
    }

    static List<String> actsOf(List<Row> rows) {
        List<String> acts = new ArrayList<>();
        rows.forEach(row -> acts.add(row.act()));
        return acts;
    }
}
