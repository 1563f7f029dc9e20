package org.trialbook.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.trialbook.event.Value;

/// What clients get wrong. Each of these is refused in the same way however often and whenever it is sent, so that a
/// second run of the plan meets the same answers.
final class WrongRequests {

    /// Of the common ones, so many per subject.
    static final int PER_SUBJECT = 3;

    private static final LocalDate FUTURE = LocalDate.of(2999, 1, 4);
    private static final String FUTURE_TIME = "2999-01-04T10:00:00Z";

    /// @param request the wrong request of a subject who has signed a consent
    private record Wrong(String name, Function<Conduct, Request> request, Fault fault, int status, String problem) {

        Wrong(String name, Function<Conduct, Request> request, int status, String problem) {
            this(name, request, Fault.NONE, status, problem);
        }

        Wrong(Fault fault, int status, String problem) {
            this(fault.name(), WrongRequests::harmless, fault, status, problem);
        }
    }

    private static final List<Wrong> COMMON = List.of(
            new Wrong(Fault.NO_KEY, 400, "problem:idempotency-key-missing"),
            new Wrong(Fault.TWO_KEYS, 400, "problem:idempotency-key-repeated"),
            new Wrong(Fault.BROKEN_JSON, 400, "problem:malformed-json"),
            new Wrong(Fault.NOT_JSON, 415, "problem:unsupported-media-type"),
            new Wrong(Fault.NO_TOKEN, 401, "problem:not-signed-in"),
            new Wrong(Fault.EXPIRED_TOKEN, 401, "problem:token-expired"),
            new Wrong(Fault.ALTERED_TOKEN, 401, "problem:token-invalid"),
            new Wrong("unknown field", c -> changed(c, "colour", "blue"), 400, "problem:unknown-field"),
            new Wrong("wrong type", c -> changed(c, "doneOn", "yesterday"), 400, "problem:wrong-type"),
            new Wrong("missing field", WrongRequests::withoutDate, 400, "problem:missing-field"),
            new Wrong("unknown visit", c -> changed(c, "visit", "month-99"), 422, "refusal:unknown-code"),
            new Wrong("a time to come", c -> changed(c, "occurredAt", FUTURE_TIME), 400, "problem:invalid-field"),
            new Wrong("a day to come", WrongRequests::registeredInFuture, 422, "refusal:in-the-future"),
            new Wrong("other site's subject", WrongRequests::fromOtherSite, 404, "problem:no-such-subject"),
            new Wrong("no such subject", WrongRequests::ofNobody, 404, "problem:no-such-subject"),
            new Wrong(
                    "not the role's act",
                    c -> harmless(c).as("monitor", c.key("wrong-role")),
                    403,
                    "problem:not-permitted"),
            new Wrong("form reveals the arm", WrongRequests::deviceForm, 422, "refusal:form-reveals-the-arm"),
            new Wrong("key of another request", WrongRequests::consentKeyAgain, 422, "problem:idempotency-key-reused"));

    private final Desk desk;

    WrongRequests(Desk desk) {
        this.desk = desk;
    }

    /// A few of the common ones, others for each subject.
    void common(Conduct conduct) throws IOException {
        int first = conduct.screening().index() * PER_SUBJECT;
        for (int i = first; i < first + PER_SUBJECT; i++) {
            Wrong wrong = COMMON.get(i % COMMON.size());
            desk.refused(wrong.request().apply(conduct), wrong.fault(), wrong.status(), wrong.problem());
        }
    }

    void randomizedBeforeEligible(Conduct conduct) throws IOException {
        Request request = conduct.randomization();
        Request early = request.as(request.person(), request.key() + "-early");
        desk.refused(early, Fault.NONE, 422, "refusal:out-of-order");
    }

    void randomizedAgain(Conduct conduct) throws IOException {
        Request request = conduct.randomization();
        desk.refused(
                request.as(request.person(), request.key() + "-again"), Fault.NONE, 422, "refusal:already-randomized");
    }

    void randomizedBeyondTarget(Conduct conduct) throws IOException {
        desk.refused(conduct.randomization(), Fault.NONE, 422, "refusal:target-reached");
    }

    void crossoverForOtherArm(Conduct conduct, String arm, LocalDate on) throws IOException {
        Request request = conduct.request(
                "implanter",
                "request-crossover",
                "-of-other-arm",
                Request.body(
                        "reason", Procedures.reasonOfOtherArm(arm),
                        "note", "",
                        "occurredAt",
                                on.atTime(16, 30)
                                        .atZone(conduct.screening().site().zone())
                                        .toString()));
        desk.refused(request, Fault.NONE, 422, "refusal:crossover-reason-not-permitted");
    }

    /// Forms typed wrongly, for a visit that a screening failure never has: nothing right is ever recorded there.
    void formsTypedWrongly(Conduct conduct) throws IOException {
        SortedMap<String, Value> echo = Forms.echo(conduct.screening().baseline(), conduct.chance("wrong echo"));
        desk.refused(
                echo(conduct, "range", with(echo, "lvef", new Value("315", "%"))),
                Fault.NONE,
                422,
                "refusal:invalid-answers");
        desk.refused(
                echo(conduct, "unit", with(echo, "lvedv", new Value("210.0", "L"))),
                Fault.NONE,
                422,
                "refusal:invalid-answers");
        desk.refused(
                echo(conduct, "item", with(echo, "lvfe", new Value("31.5", "%"))),
                Fault.NONE,
                422,
                "refusal:invalid-answers");
        SortedMap<String, Value> incomplete = new TreeMap<>(echo);
        incomplete.remove("lvef");
        desk.refused(echo(conduct, "missing", incomplete), Fault.NONE, 422, "refusal:invalid-answers");
    }

    private static Request echo(Conduct conduct, String what, SortedMap<String, Value> values) {
        return conduct.request(
                "coordinator",
                "record-assessment",
                "-wrong-" + what,
                Request.body(
                        "visit",
                        "month-6",
                        "form",
                        "echo",
                        "assessedOn",
                        conduct.screening().assessedOn(),
                        "values",
                        values));
    }

    private static SortedMap<String, Value> with(SortedMap<String, Value> form, String item, Value value) {
        SortedMap<String, Value> changed = new TreeMap<>(form);
        changed.put(item, value);
        return changed;
    }

    /// Would be recorded, were nothing wrong with it.
    private static Request harmless(Conduct conduct) {
        LocalDate on = conduct.screening().consentedOn();
        return conduct.request("coordinator", "record-visit", "-wrong", Request.body("visit", "implant", "doneOn", on));
    }

    private static Request changed(Conduct conduct, String member, Object value) {
        return harmless(conduct).but(conduct.key("wrong-" + member), member, value);
    }

    private static Request withoutDate(Conduct conduct) {
        Request request = harmless(conduct);
        request.body().remove("doneOn");
        return request;
    }

    private static Request registeredInFuture(Conduct conduct) {
        return conduct.registration().but(conduct.key("wrong-day"), "registeredOn", FUTURE);
    }

    private static Request fromOtherSite(Conduct conduct) {
        return harmless(conduct).as(conduct.screening().site().other().staff("coordinator"), conduct.key("wrong-site"));
    }

    private static Request ofNobody(Conduct conduct) {
        Request request = harmless(conduct);
        String nobody = conduct.screening().site().number() + "-9998";
        return new Request(
                request.person(), request.path().replace(conduct.subject(), nobody), request.key(), request.body());
    }

    private static Request deviceForm(Conduct conduct) {
        return conduct.request(
                "coordinator",
                "record-assessment",
                "-wrong-device",
                Request.body(
                        "visit",
                        "month-3",
                        "form",
                        "device",
                        "assessedOn",
                        conduct.screening().consentedOn(),
                        "values",
                        Map.of()));
    }

    private static Request consentKeyAgain(Conduct conduct) {
        LocalDate on = conduct.screening().consentedOn();
        return conduct.request(
                "investigator", "sign-consent", "", Request.body("signedOn", on, "consentVersion", "9.9"));
    }
}
