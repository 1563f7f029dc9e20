package org.trialbook.trial.http;

import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.http.OpenApiSchemas.object;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.trialbook.access.Audience;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.RefusalExample;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.reading.AttachMedia;
import org.trialbook.trial.reading.RegisterRead;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An act's examples: one that is recorded, and those that are refused; all of them decided.
///
/// @param recorded the one
/// @param refused without those that are answered as if the target did not exist
record OpenApiExamples(ActExample<?, ?> recorded, List<RefusalExample> refused) {
    /// What no example decides: an id is drawn, and a leaf is of a line that is sealed at random.
    private static final String ID = "01JD6QZB2V0000000000000000";

    private static final TreeHash LEAF = Sha256.leaf(new byte[0]);
    private static final EventLine.Actor NOBODY = new EventLine.Actor("somebody", "Somebody", "investigator", null);
    private static final String NEVER_UPLOADED = "sha256:" + "00".repeat(32);
    private static final List<Asked<?, ?>> NAMING_WHAT_IS_NOT_THERE = List.of(
            ask(AttachMedia.class, by(COORDINATOR), READ, new AttachMedia.Body(NEVER_UPLOADED)),
            ask(
                    RegisterRead.class,
                    by(COORDINATOR),
                    SUBJECT,
                    new RegisterRead.Body("pre-implant", "echo", NEVER_UPLOADED, null)));

    static OpenApiExamples of(Act<?, ?, ?> act) {
        ActExample<?, ?> example = ActExamples.all().stream()
                .filter(each -> each.name().equals(act.name()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(act.name() + " has no example: see docs/adding.md, A new act"));
        return new OpenApiExamples(
                example,
                example.refused().stream()
                        .filter(refused -> !refused.refusal().reason().hidden())
                        .toList());
    }

    /// Every example's body, by the act: those that are recorded and those that are refused.
    static Stream<Asked<?, ?>> asked() {
        return Stream.concat(
                ActExamples.all().stream().map(ActExample::act),
                ActExamples.refused().stream().map(RefusalExample::act));
    }

    /// Name → what is sent.
    Map<String, Object> requests(int longest) {
        Map<String, Object> requests = new LinkedHashMap<>();
        requests.put(
                "recorded",
                object("summary", "It is recorded.", "value", recorded.act().json()));
        for (RefusalExample example : refused) {
            ObjectNode body = example.act().json();
            if (body.toString().length() <= longest) {
                requests.put(example.name(), object("summary", summary(example), "value", body));
            }
        }
        return requests;
    }

    /// Name → the problem.
    Map<String, Object> refusals() {
        List<Problem> others = new ArrayList<>(List.of(CommandSubmission.keyReused()));
        NAMING_WHAT_IS_NOT_THERE.stream()
                .filter(asked -> asked.act().name().equals(recorded.name()))
                .forEach(asked -> others.add(problem(asked)));
        Map<String, Object> refusals = OpenApiAnswers.examples(others);
        for (RefusalExample example : refused) {
            Problem problem = CommandSubmission.problem(
                    example.refusal(), example.act().context().actor());
            Object before =
                    refusals.put(example.name(), object("summary", summary(example), "value", OpenApi.json(problem)));
            if (before != null) {
                throw new IllegalStateException(example + ": one example is enough");
            }
        }
        return refusals;
    }

    private static String summary(RefusalExample example) {
        return "As %s, after: %s.".formatted(example.act().context().actor().role(), example.history());
    }

    /// As [RepeatedRequests] writes it, but for what is drawn.
    ObjectNode receipt() {
        Outcome.Recorded outcome = (Outcome.Recorded) Scenario.decide(recorded.act(), recorded.given());
        TrialEvent event = outcome.events().getFirst();
        Act<?, ?, ?> act = recorded.act().act();
        Instant now = recorded.act().context().now();
        RecordedEvent first = new RecordedEvent(event, recorded.given().size(), LEAF, now, null, NOBODY);
        Audience audience = Audience.of(recorded.act().context().actor());
        ObjectNode receipt = OpenApi.JSON.createObjectNode();
        receipt.put("act", act.name()).put("study", event.study().value());
        if (!(audience instanceof Audience.Reader || act.ofSeveralSubjects())) {
            event.aboutSubject().ifPresent(subject -> receipt.put("subject", subject.value()));
        }
        new TreeMap<>(act.receipt(first, tags(event, outcome)))
                .forEach((name, value) -> receipt.set(name, OpenApi.json(value)));
        receipt.put("recordedAt", now.toString());
        ArrayNode events = receipt.putArray("events");
        for (int i = 0; i < outcome.events().size(); i++) {
            ObjectNode entry = events.addObject();
            if (act.ofSeveralSubjects()) {
                outcome.events().get(i).aboutSubject().ifPresent(subject -> entry.put("subject", subject.value()));
            }
            tell(entry, outcome.events().get(i), recorded.given().size() + i, audience);
        }
        if (act.showsOnce()) {
            receipt.set("shown", OpenApi.json(outcome.shownOnce()));
        }
        return receipt;
    }

    private void tell(ObjectNode entry, TrialEvent event, int position, Audience audience) {
        if (audience instanceof Audience.Everybody) {
            entry.put("position", position);
        } else if (audience.counts(event)) {
            entry.put(
                    "ordinal",
                    1
                            + recorded.given().stream()
                                    .filter(each ->
                                            each.aboutSubject().equals(event.aboutSubject()) && audience.counts(each))
                                    .count());
        }
        entry.put("id", ID)
                .put("type", EventTypes.nameOf(event.getClass()).name())
                .put("leafHash", LEAF.base64());
    }

    private static List<EventLine.Tag> tags(TrialEvent event, Outcome.Recorded outcome) {
        Set<EventTag> tags = new HashSet<>(event.tags());
        if (outcome.tags().containsKey(event)) {
            tags.add(outcome.tags().get(event));
        }
        return tags.stream()
                .map(tag -> new EventLine.Tag(tag.key(), tag.value()))
                .toList();
    }

    /// What is wrong with a request though every field is of its form: found while deciding, and no refusal.
    static Problem problem(Asked<?, ?> asked) {
        try {
            throw new AssertionError(Scenario.decide(asked, HotCrt.readRegistered()) + " was decided");
        } catch (ProblemException e) {
            return e.problem();
        }
    }
}
