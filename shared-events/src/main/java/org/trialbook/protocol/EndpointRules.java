package org.trialbook.protocol;

import static org.trialbook.protocol.EndpointDefinition.CHANGE;
import static org.trialbook.protocol.EndpointDefinition.COMPOSITE;
import static org.trialbook.protocol.EndpointDefinition.COUNT;
import static org.trialbook.protocol.EndpointDefinition.FIRST_EVENT;
import static org.trialbook.protocol.EndpointDefinition.RESPONDER;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.instrument.Instrument;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.expression.AnswerType;
import org.trialbook.protocol.expression.InvalidExpressionException;

/// What must hold of endpoints: each says what its kind needs and nothing else, reads what is recorded, and is made of
/// endpoints before it that are of its nature.
final class EndpointRules {

    private static final Map<String, Set<String>> NEEDS = Map.of(
            CHANGE, Set.of("form", "from", "to"),
            RESPONDER, Set.of("of"),
            COUNT, Set.of("form", "when"),
            FIRST_EVENT, Set.of(),
            COMPOSITE, Set.of("of"));

    private static final Map<String, Set<String>> MAY = Map.of(
            CHANGE, Set.of("item", "score", "relative"),
            RESPONDER, Set.of("at-least", "at-most"),
            COUNT, Set.of("visits"),
            FIRST_EVENT, Set.of("form", "when", "visits", "dated-by", "withdrawals"),
            COMPOSITE, Set.of());

    private final Protocol protocol;
    private final List<Problem> problems;

    /// Endpoint → its kind, of those that stand before; of a composite, the kind of its parts.
    private final Map<String, String> natures = new HashMap<>();

    EndpointRules(Protocol protocol, List<Problem> problems) {
        this.protocol = protocol;
        this.problems = problems;
    }

    void check() {
        for (int i = 0; i < protocol.endpoints().size(); i++) {
            EndpointDefinition endpoint = protocol.endpoints().get(i);
            String path = "endpoints[%d]".formatted(i);
            if (!NEEDS.containsKey(endpoint.kind())) {
                problem(
                        path + ".kind",
                        "known-kind",
                        "'%s' is none of change, responder, count, first-event, composite%s"
                                .formatted(endpoint.kind(), NearestName.hint(endpoint.kind(), NEEDS.keySet())));
                continue;
            }
            if (natures.containsKey(endpoint.code())) {
                problem(
                        path + ".code",
                        "unique",
                        "'%s' stands twice; each has a code of its own".formatted(endpoint.code()));
            }
            members(path, endpoint);
            switch (endpoint.kind()) {
                case CHANGE -> change(path, endpoint);
                case RESPONDER -> responder(path, endpoint);
                case COUNT -> condition(path, endpoint);
                case FIRST_EVENT -> firstEvent(path, endpoint);
                default -> composite(path, endpoint);
            }
            natures.putIfAbsent(endpoint.code(), nature(endpoint));
        }
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    private void members(String path, EndpointDefinition endpoint) {
        Map<String, Boolean> said = new LinkedHashMap<>();
        said.put("form", endpoint.form() != null);
        said.put("item", endpoint.item() != null);
        said.put("score", endpoint.score() != null);
        said.put("from", endpoint.from() != null);
        said.put("to", endpoint.to() != null);
        said.put("relative", endpoint.relative());
        said.put("of", !endpoint.of().isEmpty());
        said.put("at-least", endpoint.atLeast() != null);
        said.put("at-most", endpoint.atMost() != null);
        said.put("when", endpoint.when() != null);
        said.put("visits", !endpoint.visits().isEmpty());
        said.put("dated-by", endpoint.datedBy() != null);
        said.put("withdrawals", !endpoint.withdrawals().isEmpty());
        Set<String> needed = Objects.requireNonNull(NEEDS.get(endpoint.kind()));
        Set<String> possible = Objects.requireNonNull(MAY.get(endpoint.kind()));
        said.forEach((member, there) -> {
            if (!there && needed.contains(member)) {
                problem(path + "." + member, "endpoint-needs", "a %s says '%s'".formatted(endpoint.kind(), member));
            } else if (there && !needed.contains(member) && !possible.contains(member)) {
                problem(path + "." + member, "endpoint-has-no", "a %s has no '%s'".formatted(endpoint.kind(), member));
            }
        });
    }

    /// What an endpoint compares is of its own visits.
    private void ofItsVisit(String path, Form form, Stream<String> items) {
        items.filter(item -> Formulas.readsElsewhere(form, item))
                .findFirst()
                .ifPresent(item -> problem(
                        path,
                        "endpoint-reads",
                        "'%s' reads other forms or visits; an endpoint is computed from what one visit's form says"
                                .formatted(item)));
    }

    private void change(String path, EndpointDefinition endpoint) {
        if ((endpoint.item() == null) == (endpoint.score() == null)) {
            problem(path, "endpoint-reads", "a change compares an item or a score, one of the two");
        }
        @Nullable Form form = form(path, endpoint);
        visit(path + ".from", endpoint.from(), form);
        visit(path + ".to", endpoint.to(), form);
        if (endpoint.from() != null && endpoint.from().equals(endpoint.to())) {
            problem(path + ".to", "endpoint-visits", "a change is between two visits");
        }
        if (form != null && endpoint.item() != null) {
            ofItsVisit(path + ".item", form, Stream.of(endpoint.item()));
        }
        if (form != null && endpoint.item() != null && !isNumber(form, endpoint.item())) {
            problem(
                    path + ".item",
                    "endpoint-number",
                    "'%s' is no number of the form '%s'%s"
                            .formatted(
                                    endpoint.item(),
                                    form.code(),
                                    NearestName.hint(
                                            endpoint.item(),
                                            form.items().stream()
                                                    .map(Item::code)
                                                    .toList())));
        }
        if (form != null && endpoint.score() != null && !isScore(form, endpoint.score())) {
            problem(
                    path + ".score",
                    "endpoint-score",
                    "the instrument of '%s' gives no number '%s'".formatted(form.code(), endpoint.score()));
        }
    }

    private static boolean isNumber(Form form, String code) {
        return form.item(code)
                .filter(item -> item.number() || (item.type() == Item.Type.CALCULATED && isQuantity(form, item)))
                .isPresent();
    }

    private static boolean isQuantity(Form form, Item calculated) {
        try {
            return Formulas.types(form.items()).get(calculated.code()) instanceof AnswerType.Quantity;
        } catch (InvalidExpressionException e) {
            // Said of the item itself, or of what it reads elsewhere.
            return true;
        }
    }

    private static boolean isScore(Form form, String code) {
        return Optional.ofNullable(form.instrument()).flatMap(FormInstrument::definition).stream()
                .flatMap(instrument -> instrument.scores().stream())
                .anyMatch(score -> score.code().equals(code) && score.rule() != Instrument.Rule.PROFILE);
    }

    private void responder(String path, EndpointDefinition endpoint) {
        if (endpoint.atLeast() == null && endpoint.atMost() == null) {
            problem(path, "endpoint-bounds", "a responder says at-least or at-most");
        }
        parts(path, endpoint, Set.of(CHANGE, COUNT));
        if (endpoint.of().size() > 1) {
            problem(path + ".of", "endpoint-parts", "a responder is of one endpoint");
        }
    }

    private void condition(String path, EndpointDefinition endpoint) {
        @Nullable Form form = form(path, endpoint);
        for (int i = 0; i < endpoint.visits().size(); i++) {
            visit("%s.visits[%d]".formatted(path, i), endpoint.visits().get(i), form);
        }
        if (form != null && endpoint.when() != null) {
            new ConditionRules(form.items(), "is no item of this form", problems)
                    .check(path + ".when", endpoint.when());
            ofItsVisit(path + ".when", form, endpoint.when().items());
        }
    }

    private void firstEvent(String path, EndpointDefinition endpoint) {
        if (endpoint.when() == null && endpoint.withdrawals().isEmpty()) {
            problem(path, "endpoint-reads", "a first event has a condition (when), or withdrawals, or both");
        }
        if ((endpoint.when() == null) != (endpoint.form() == null)) {
            problem(path, "endpoint-reads", "a condition is of a form: when and form, both or neither");
        }
        if (endpoint.form() != null) {
            condition(path, endpoint);
        }
        String dated = endpoint.datedBy();
        if (dated != null
                && protocol.form(String.valueOf(endpoint.form()))
                        .flatMap(form -> form.item(dated))
                        .filter(item -> item.type() == Item.Type.DATE)
                        .isEmpty()) {
            problem(path + ".dated-by", "endpoint-date", "'%s' is no date of the form".formatted(dated));
        }
        Set<String> reasons = protocol.withdrawalReasons().stream()
                .map(Protocol.CodeListItem::code)
                .collect(Collectors.toSet());
        for (int i = 0; i < endpoint.withdrawals().size(); i++) {
            String reason = endpoint.withdrawals().get(i);
            if (!reasons.contains(reason)) {
                problem(
                        "%s.withdrawals[%d]".formatted(path, i),
                        "known-code",
                        "'%s' is none of the withdrawal-reasons%s"
                                .formatted(reason, NearestName.hint(reason, reasons)));
            }
        }
    }

    private void composite(String path, EndpointDefinition endpoint) {
        parts(path, endpoint, Set.of(RESPONDER, FIRST_EVENT));
        if (endpoint.of().size() < 2) {
            problem(path + ".of", "endpoint-parts", "a composite is of two endpoints or more");
        }
        if (endpoint.of().stream()
                        .map(natures::get)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1) {
            problem(
                    path + ".of",
                    "endpoint-parts",
                    "its parts are all first events, or none is: whether and when are different questions");
        }
    }

    private void parts(String path, EndpointDefinition endpoint, Set<String> of) {
        for (int i = 0; i < endpoint.of().size(); i++) {
            String part = endpoint.of().get(i);
            @Nullable String nature = natures.get(part);
            if (nature == null) {
                problem(
                        "%s.of[%d]".formatted(path, i),
                        "known-endpoint",
                        "no endpoint '%s' stands before it%s"
                                .formatted(part, NearestName.hint(part, natures.keySet())));
            } else if (!of.contains(nature)) {
                problem(
                        "%s.of[%d]".formatted(path, i),
                        "endpoint-parts",
                        "a %s is not made of '%s', which is a %s".formatted(endpoint.kind(), part, nature));
            }
        }
    }

    private String nature(EndpointDefinition endpoint) {
        return endpoint.kind().equals(COMPOSITE)
                ? endpoint.of().stream()
                        .map(natures::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(RESPONDER)
                : endpoint.kind();
    }

    private @Nullable Form form(String path, EndpointDefinition endpoint) {
        String code = endpoint.form();
        if (code == null) {
            return null;
        }
        Optional<Form> form = protocol.form(code);
        if (endpoint.kind().equals(CHANGE) && form.filter(Form::repeats).isPresent()) {
            problem(path + ".form", "repeats", "'%s' repeats: of which entry is not said".formatted(code));
        }
        if (form.isEmpty()) {
            problem(
                    path + ".form",
                    "known-code",
                    "'%s' is no form%s"
                            .formatted(
                                    code,
                                    NearestName.hint(
                                            code,
                                            protocol.forms().stream()
                                                    .map(Form::code)
                                                    .toList())));
        }
        return form.orElse(null);
    }

    private void visit(String path, @Nullable String code, @Nullable Form form) {
        if (code == null) {
            return;
        }
        Optional<Visit> visit = path.contains(".visits[") ? protocol.defined(code) : Optional.empty();
        visit = visit.or(() -> protocol.visit(code));
        if (visit.isEmpty()) {
            problem(
                    path,
                    "known-code",
                    "'%s' is no visit%s"
                            .formatted(
                                    code,
                                    NearestName.hint(
                                            code,
                                            protocol.schedule().stream()
                                                    .map(Visit::code)
                                                    .toList())));
        } else if (form != null && !visit.get().forms().contains(form.code())) {
            problem(
                    path,
                    "endpoint-visits",
                    "at the visit '%s' the form '%s' is not filled in".formatted(code, form.code()));
        }
    }
}
