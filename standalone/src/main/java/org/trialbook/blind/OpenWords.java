package org.trialbook.blind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.trialbook.casebook.QueryState;
import org.trialbook.event.EventJson;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.DataRule;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Elsewhere;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.ObservedCode;
import org.trialbook.protocol.ObservedCode.ReportedChoice;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Protocol.Criterion;
import org.trialbook.protocol.Protocol.Factor;
import org.trialbook.protocol.Protocol.FactorLevel;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;
import tools.jackson.databind.JsonNode;

/// What may stand in the open by the published protocols: which word at which place. A code that is sealed here
/// may be an open answer there; what any version marks as telling the arm is open nowhere.
final class OpenWords {

    /// Members whose texts the protocol gives in words, for everybody to read.
    private static final Set<String> WORDING =
            Set.of("title", "label", "text", "registry", "why", "path", "zone", "formula", "that", "finds");

    /// Parts of a protocol that say what an arm is.
    private static final Set<String> OF_THE_ARMS = Set.of("arms", "implant", "crossover");

    /// Members that hold the interface's own words.
    private static final Set<String> INTERFACE = Set.of(
            "type",
            "what",
            "status",
            "stage",
            "role",
            "recordedAs",
            "purpose",
            "kind",
            "party",
            "by",
            "filledInBy",
            "act",
            "view",
            "contentType",
            "anchor",
            "blinding",
            "method",
            "sex",
            "fact",
            "outcome",
            "flag",
            "step",
            "request");

    /// Members that hold hashes, ids and keys: letters in them mean nothing.
    private static final Set<String> OPAQUE = Set.of(
            "leafHash",
            "id",
            "command",
            "mediaHash",
            "hash",
            "contentHash",
            "commitment",
            "seedCommitment",
            "read",
            "of",
            "recording",
            "reads",
            "unit",
            "kit",
            "kits",
            "list",
            "href",
            "logKey",
            "oldKey",
            "newKey",
            "cmd");

    /// Members that hold a public key of the log, which bears the study's name.
    private static final Set<String> KEYS = Set.of("logKey", "oldKey", "newKey");

    /// Members that list items of a form, by their codes.
    private static final Set<String> ITEMS = Set.of("answered", "unverified", "planned");

    private final Set<String> studies = new HashSet<>();
    private final Map<String, Set<String>> atPlace = new HashMap<>();
    private final Map<String, List<OpenItem>> items = new HashMap<>();
    private final Set<String> marked = new HashSet<>();
    private final Set<String> markedForms = new HashSet<>();
    private final Set<String> sentences = new HashSet<>();
    private Seals seals = Seals.NONE;

    /// @param path form and item; empty for what is no form's
    private record OpenItem(String path, Item item) {}

    void published(String content, Protocol protocol) {
        sentences.add(content);
        sentences.add(protocol.study().value());
        studies.add(protocol.study().value());
        wording(EventJson.mapper().valueToTree(protocol), "");
        open("version", List.of(protocol.version()));
        open("protocolVersion", List.of(protocol.version()));
        List<String> visits = protocol.visits().stream()
                .flatMap(visit -> Stream.concat(Stream.of(visit), visit.each()))
                .map(Visit::code)
                .toList();
        open("visit", visits);
        open("code", visits);
        open(
                "endedBy",
                protocol.visits().stream()
                        .flatMap(visit -> visit.ends().stream())
                        .toList());
        open(
                "endedBy",
                protocol.withdrawalReasons().stream().map(CodeListItem::code).toList());
        List<String> forms = protocol.forms().stream().map(Form::code).toList();
        List.of("form", "forms", "code", "addableForms").forEach(place -> open(place, forms));
        open("modality", protocol.reads().stream().map(ReadPlan::modality).toList());
        // How many queries there are of each status.
        open(
                "status",
                Stream.of(QueryState.Status.values())
                        .map(QueryState.Status::storedName)
                        .toList());
        for (DataRule rule : protocol.rules()) {
            open("rule", List.of(rule.code()));
            open("leftOut", List.of(rule.code()));
            open("read", List.copyOf(rule.reads()));
        }
        open("anchors", List.of("enrolment", "randomization", "implant", "registration", "eligibility"));
        open(
                "criteriaNotMet",
                protocol.eligibility().criteria().stream().map(Criterion::code).toList());
        KitPlan kits = protocol.kits();
        if (kits != null) {
            open(
                    "product",
                    kits.products().stream().map(KitPlan.KitProduct::code).toList());
        }
        open("reason", codes(reasons(protocol)));
        open("impact", codes(protocol.unblinding().impacts().stream()));
        open("deviation", codes(protocol.deviations().stream()));
        // A reader is asked which of the arms they believe in.
        protocol.arms().forEach(arm -> open("guesses", List.of(arm.code().value(), arm.label())));
        open("notEvaluable", codes(protocol.reads().stream().flatMap(plan -> plan.notEvaluable().stream())));
        seals = seals.and(protocol);
        for (Form form : asked(protocol)) {
            open("broken", form.checks().stream().map(FormCheck::code).toList());
            open("read", List.copyOf(Elsewhere.reads(form)));
            if (seals.anyOn(form.code())) {
                markedForms.add(form.code());
            }
            for (Item item : form.items()) {
                String path = form.code() + "/" + item.code();
                defined(item);
                if (seals.isSealed(form.code(), item)) {
                    marked.add(path);
                } else {
                    known(item.code(), path, item);
                }
            }
        }
        attempts(protocol.implant().form());
        protocol.eligibility().items().forEach(item -> known(item.code(), "", item));
        for (Factor factor : protocol.allocation().factors()) {
            protocol.eligibility().items().stream()
                    .filter(item -> item.code().equals(factor.item()))
                    .forEach(item -> known(factor.code(), "", item));
            List<String> levels =
                    factor.levels().stream().map(FactorLevel::code).toList();
            open(factor.code(), levels);
            open("code", levels);
        }
        protocol.reads().forEach(plan -> plan.indexed().forEach(indexed -> open("item", List.of(indexed.code()))));
    }

    /// What is asked of an attempt at the implant may be known, and no answer to it.
    private void attempts(Form form) {
        for (Item item : form.items()) {
            defined(item);
            open("label", List.of(item.label()));
            if (item.choices() != null) {
                open("label", item.choices().stream().map(CodeListItem::label).toList());
            }
        }
        for (FormCheck check : form.checks()) {
            open("code", List.of(check.code()));
            open("that", List.of(check.that()));
            open("text", List.of(check.text()));
        }
    }

    private static List<Form> asked(Protocol protocol) {
        return Stream.concat(
                        protocol.forms().stream(), protocol.reads().stream().map(ReadPlan::form))
                .toList();
    }

    void site(String number) {
        open("site", List.of(number));
    }

    /// A text that somebody wrote where the protocol lets anybody read it.
    void written(String form, String text) {
        if (!markedForms.contains(form)) {
            sentences.add(text);
        }
    }

    /// Whether a letter means nothing there.
    static boolean opaque(AnswerWords.Word word) {
        return OPAQUE.contains(word.place()) || word.place().equals("head");
    }

    /// Whether the word stands there by right.
    boolean permits(AnswerWords.Word word) {
        String text = word.text();
        if (word.name()) {
            return names(text);
        }
        if (sentences.contains(text)) {
            return true;
        }
        if (KEYS.contains(word.place()) && namesTheStudy(text)) {
            return true;
        }
        if (INTERFACE.contains(word.place()) && text.matches("[a-z][a-z -]*")) {
            return true;
        }
        if (ITEMS.contains(word.place()) && Stream.of(text.split(" ")).allMatch(code -> has("item", code))) {
            return true;
        }
        List<String> around = new ArrayList<>(word.names());
        if (word.item() != null) {
            around.add(word.item());
        }
        return around.stream().anyMatch(name -> has(name, text) || answers(name, text));
    }

    /// Whether a key's name is the study's: `trialbook.local/HOT-CRT+0a1b2c3d+…`.
    private boolean namesTheStudy(String key) {
        return studies.stream()
                .anyMatch(study -> key.matches(".*/\\Q" + study + "\\E\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+"));
    }

    /// Members are named by codes of the protocol too: visits, items, reasons.
    private boolean names(String text) {
        return items.containsKey(text) || atPlace.values().stream().anyMatch(codes -> codes.contains(text));
    }

    private boolean has(String name, String text) {
        return atPlace.getOrDefault(name, Set.of()).contains(text);
    }

    private boolean answers(String name, String text) {
        return items.getOrDefault(name, List.of()).stream()
                .filter(open -> !marked.contains(open.path()))
                .map(OpenItem::item)
                .anyMatch(item ->
                        EditChecks.check(item, new ItemValue(text, item.unit())).isEmpty());
    }

    private void open(String place, List<String> codes) {
        atPlace.computeIfAbsent(place, ignored -> new HashSet<>()).addAll(codes);
    }

    private void reported(ObservedCode code) {
        open("system", List.of(code.system()));
        open("code", List.of(code.code()));
        open("reported", code.values().stream().map(ReportedChoice::reported).toList());
        open("means", code.values().stream().map(ReportedChoice::means).toList());
    }

    /// What the protocol asks may be known, whatever is answered to it: whoever fills in a form is shown its
    /// definition.
    private void defined(Item item) {
        open("code", List.of(item.code()));
        if (item.choices() != null) {
            open("code", codes(item.choices().stream()));
        }
        item.observedAs().forEach(this::reported);
        Stream.of(item.shownIf(), item.requiredIf())
                .filter(Objects::nonNull)
                .forEach(condition -> conditions(EventJson.mapper().valueToTree(condition), ""));
    }

    /// A condition names items and answers.
    private void conditions(JsonNode node, String name) {
        if (node.isString()) {
            open(name, List.of(node.stringValue()));
        }
        node.properties().forEach(member -> conditions(member.getValue(), member.getKey()));
        if (node.isArray()) {
            node.forEach(element -> conditions(element, name));
        }
    }

    private void known(String name, String path, Item item) {
        items.computeIfAbsent(name, ignored -> new ArrayList<>()).add(new OpenItem(path, item));
        open("item", List.of(item.code()));
        if (item.choices() != null) {
            open("code", codes(item.choices().stream()));
        }
    }

    private void wording(JsonNode node, String name) {
        if (node.isString() && WORDING.contains(name)) {
            sentences.add(node.stringValue());
        }
        node.properties().forEach(member -> {
            if (!OF_THE_ARMS.contains(member.getKey())) {
                wording(member.getValue(), member.getKey());
            }
        });
        if (node.isArray()) {
            node.forEach(element -> wording(element, name));
        }
    }

    private static Stream<CodeListItem> reasons(Protocol protocol) {
        return Stream.of(
                        protocol.missedVisitReasons(),
                        protocol.withdrawalReasons(),
                        protocol.unblinding().emergencyReasons(),
                        protocol.unblinding().inadvertentReasons())
                .flatMap(List::stream);
    }

    private static List<String> codes(Stream<CodeListItem> choices) {
        return choices.map(CodeListItem::code).toList();
    }
}
