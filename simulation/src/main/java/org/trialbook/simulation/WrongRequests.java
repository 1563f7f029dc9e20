package org.trialbook.simulation;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;

/// What clients get wrong. Each of these is refused in the same way however often and whenever it is sent, so that a
/// second run of the plan meets the same answers.
final class WrongRequests {

    /// Of the common ones, so many per subject.
    static final int PER_SUBJECT = 3;

    private static final LocalDate FUTURE = LocalDate.of(2999, 1, 4);
    private static final String FUTURE_TIME = "2999-01-04T10:00:00Z";

    /// @param request the wrong request of a subject who has signed a consent
    private record Wrong(
            String name, Function<Conduct, @Nullable Request> request, Fault fault, int status, String problem) {

        Wrong(String name, Function<Conduct, @Nullable Request> request, int status, String problem) {
            this(name, request, Fault.NONE, status, problem);
        }
    }

    private final List<Wrong> common = List.of(
            new Wrong("NO_KEY", this::harmless, Fault.NO_KEY, 400, "problem:idempotency-key-missing"),
            new Wrong("TWO_KEYS", this::harmless, Fault.TWO_KEYS, 400, "problem:idempotency-key-repeated"),
            new Wrong("BROKEN_JSON", this::harmless, Fault.BROKEN_JSON, 400, "problem:malformed-json"),
            new Wrong("NOT_JSON", this::harmless, Fault.NOT_JSON, 415, "problem:unsupported-media-type"),
            new Wrong("NO_TOKEN", this::harmless, Fault.NO_TOKEN, 401, "problem:not-signed-in"),
            new Wrong("EXPIRED_TOKEN", this::harmless, Fault.EXPIRED_TOKEN, 401, "problem:token-expired"),
            new Wrong("ALTERED_TOKEN", this::harmless, Fault.ALTERED_TOKEN, 401, "problem:token-invalid"),
            new Wrong("unknown field", c -> changed(c, "colour", "blue"), 400, "problem:unknown-field"),
            new Wrong("wrong type", c -> changed(c, "doneOn", "yesterday"), 400, "problem:wrong-type"),
            new Wrong("missing field", this::withoutDate, 400, "problem:missing-field"),
            new Wrong("unknown visit", this::unknownVisit, 422, "refusal:unknown-code"),
            new Wrong("a time to come", c -> changed(c, "occurredAt", FUTURE_TIME), 400, "problem:invalid-field"),
            new Wrong("a day to come", WrongRequests::registeredInFuture, 422, "refusal:in-the-future"),
            new Wrong("other site's subject", this::fromOtherSite, 404, "problem:no-such-subject"),
            new Wrong("no such subject", this::ofNobody, 404, "problem:no-such-subject"),
            new Wrong(
                    "not the role's act",
                    c -> harmless(c).as("monitor", c.key("wrong-role")),
                    403,
                    "problem:not-permitted"),
            new Wrong("form reveals the arm", this::revealingForm, 422, "refusal:form-reveals-the-arm"),
            new Wrong("key of another request", WrongRequests::consentKeyAgain, 422, "problem:idempotency-key-reused"));

    private final Protocol protocol;
    private final Sequence sequence;
    private final Seals seals;
    private final SimulatedClient client;

    WrongRequests(Protocol protocol, SimulatedClient client) {
        this.protocol = protocol;
        this.sequence = new Sequence(protocol);
        this.seals = Seals.NONE.and(protocol);
        this.client = client;
    }

    /// A few of the common ones, others for each subject; but for those that the protocol gives no occasion for.
    void common(Conduct conduct) throws IOException {
        int first = conduct.screening().index() * PER_SUBJECT;
        for (int i = first; i < first + PER_SUBJECT; i++) {
            Wrong wrong = common.get(i % common.size());
            Request request = wrong.request().apply(conduct);
            if (request != null) {
                client.refused(request, wrong.fault(), wrong.status(), wrong.problem());
            }
        }
    }

    void randomizedBeforeEligible(Conduct conduct) throws IOException {
        Request request = conduct.randomization();
        Request early = request.as(request.person(), request.key() + "-early");
        client.refused(early, Fault.NONE, 422, "refusal:out-of-order");
    }

    void randomizedAgain(Conduct conduct) throws IOException {
        Request request = conduct.randomization();
        client.refused(
                request.as(request.person(), request.key() + "-again"), Fault.NONE, 422, "refusal:already-randomized");
    }

    void randomizedBeyondTarget(Conduct conduct) throws IOException {
        client.refused(conduct.randomization(), Fault.NONE, 422, "refusal:target-reached");
    }

    void crossoverForOtherArm(Conduct conduct, String arm, LocalDate on) throws IOException {
        String reason = Procedures.reasonOfOtherArm(protocol, arm).orElse(null);
        if (reason == null) {
            return;
        }
        Request request = conduct.request(
                "implanter",
                "request-crossover",
                "-of-other-arm",
                Request.body(
                        "reason",
                        reason,
                        "note",
                        "",
                        "occurredAt",
                        on.atTime(16, 30)
                                .atZone(conduct.screening().site().zone())
                                .toString()));
        client.refused(request, Fault.NONE, 422, "refusal:crossover-reason-not-permitted");
    }

    /// A form typed wrongly, at a visit that waits for nothing; one that is never filled in rightly for somebody who
    /// turns out not to be eligible.
    void formsTypedWrongly(Conduct conduct) throws IOException {
        for (Visit visit : protocol.schedule().reversed()) {
            for (String code : visit.forms()) {
                Form form = protocol.form(code).orElseThrow();
                if (Forms.screens(protocol, form) || special(form)) {
                    continue;
                }
                Optional<Item> item = measured(form);
                if (item.isPresent() && visit.anchor() == null && sequence.onceConsented("record-assessment")) {
                    typedWrongly(conduct, visit, form, item.get());
                    return;
                }
            }
        }
    }

    /// Its wrong requests would be refused for another reason.
    private static boolean special(Form form) {
        return form.repeats() || !form.filledInBy().isEmpty();
    }

    /// A measurement that everybody may know, in a unit.
    private Optional<Item> measured(Form form) {
        return form.items().stream()
                .filter(item ->
                        !seals.anyOn(form.code()) && item.required() && item.unit() != null && item.max() != null)
                .findFirst();
    }

    private void typedWrongly(Conduct conduct, Visit visit, Form form, Item item) throws IOException {
        LocalDate on = conduct.screening().assessedOn();
        SortedMap<String, ItemValue> right = DrawnAnswers.to(form.items(), Map.of(), conduct.chance("wrong form"), on);
        String much = Objects.requireNonNull(item.max()).add(BigDecimal.TEN).toPlainString();
        SortedMap<String, ItemValue> incomplete = new TreeMap<>(right);
        incomplete.remove(item.code());
        Map<String, SortedMap<String, ItemValue>> wrong = new LinkedHashMap<>();
        wrong.put("range", with(right, item.code(), new ItemValue(much, item.unit())));
        wrong.put("unit", with(right, item.code(), new ItemValue("1", "[oz_av]")));
        wrong.put("item", with(right, "no-such-item", new ItemValue("31.5", "%")));
        wrong.put("missing", incomplete);
        for (Map.Entry<String, SortedMap<String, ItemValue>> typed : wrong.entrySet()) {
            Request request = conduct.request(
                    "coordinator",
                    "record-assessment",
                    "-wrong-" + typed.getKey(),
                    Request.body(
                            "visit", visit.code(), "form", form.code(), "assessedOn", on, "values", typed.getValue()));
            client.refused(request, Fault.NONE, 422, "refusal:invalid-answers");
        }
    }

    private static SortedMap<String, ItemValue> with(SortedMap<String, ItemValue> form, String item, ItemValue value) {
        SortedMap<String, ItemValue> changed = new TreeMap<>(form);
        changed.put(item, value);
        return changed;
    }

    /// Would be recorded, were nothing wrong with it.
    private Request harmless(Conduct conduct) {
        LocalDate on = conduct.screening().consentedOn();
        String visit = protocol.schedule().getFirst().code();
        return conduct.request("coordinator", "record-visit", "-wrong", Request.body("visit", visit, "doneOn", on));
    }

    private @Nullable Request unknownVisit(Conduct conduct) {
        return sequence.onceConsented("record-visit") ? changed(conduct, "visit", "no-such-visit") : null;
    }

    private Request changed(Conduct conduct, String member, Object value) {
        return harmless(conduct).but(conduct.key("wrong-" + member), member, value);
    }

    private Request withoutDate(Conduct conduct) {
        Request request = harmless(conduct);
        request.body().remove("doneOn");
        return request;
    }

    private static Request registeredInFuture(Conduct conduct) {
        return conduct.registration().but(conduct.key("wrong-day"), "registeredOn", FUTURE);
    }

    private Request fromOtherSite(Conduct conduct) {
        return harmless(conduct).as(conduct.screening().site().other().staff("coordinator"), conduct.key("wrong-site"));
    }

    private Request ofNobody(Conduct conduct) {
        Request request = harmless(conduct);
        String nobody = conduct.screening().site().number() + "-9998";
        return new Request(
                request.person(), request.path().replace(conduct.subject(), nobody), request.key(), request.body());
    }

    private @Nullable Request revealingForm(Conduct conduct) {
        for (Visit visit : protocol.schedule()) {
            for (String code : visit.forms()) {
                if (seals.anyOn(code)
                        && !special(protocol.form(code).orElseThrow())
                        && sequence.onceConsented("record-assessment")) {
                    return conduct.request(
                            "coordinator",
                            "record-assessment",
                            "-wrong-revealing",
                            Request.body(
                                    "visit",
                                    visit.code(),
                                    "form",
                                    code,
                                    "assessedOn",
                                    conduct.screening().consentedOn(),
                                    "values",
                                    Map.of()));
                }
            }
        }
        return null;
    }

    private static Request consentKeyAgain(Conduct conduct) {
        LocalDate on = conduct.screening().consentedOn();
        return conduct.request(
                "investigator", "sign-consent", "", Request.body("signedOn", on, "consentVersion", "9.9"));
    }
}
