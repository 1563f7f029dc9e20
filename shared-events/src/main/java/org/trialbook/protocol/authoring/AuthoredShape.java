package org.trialbook.protocol.authoring;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.InFile;
import org.trialbook.protocol.NearestName;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.authoring.PlacedNode.Mapping;
import org.trialbook.protocol.authoring.PlacedNode.Member;
import org.trialbook.protocol.authoring.PlacedNode.Place;
import org.trialbook.protocol.authoring.PlacedNode.Scalar;
import org.trialbook.protocol.authoring.PlacedNode.Sequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whether a file says what a protocol says, in its form; every place where it does not is told. What could not be
/// read is filled in, so that the rules can look at all the rest in the same round.
final class AuthoredShape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{0,15}(\\.[0-9]{1,15})?");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    private static final Set<String> CODES = Set.of("code", "modality");

    /// What others call for by a name of their own, and what is said instead.
    private static final Map<String, String> INSTEAD = Map.of(
            "levels", "the levels are the choices of its item",
            "normal", "a normal range is written normal-range: by-site, or normal-range: {from: …, to: …}",
            "repeat", "write one visit for each time",
            "repeating", "a form is filled in once at each visit that names it");

    private final List<ProtocolFinding> findings = new ArrayList<>();
    private final Set<String> filledIn = new LinkedHashSet<>();
    private int fillers;

    /// The protocol as far as it could be read, with something in each place that could not.
    JsonNode read(PlacedNode root) {
        return value(Protocol.class, null, "", root);
    }

    List<ProtocolFinding> findings() {
        return findings;
    }

    /// Whether what a rule says there follows from what was filled in.
    boolean filledIn(String path) {
        return filledIn.stream()
                .anyMatch(filled -> filled.equals(path)
                        || path.startsWith(filled + ".")
                        || path.startsWith(filled + "[")
                        || (filled.startsWith(path + ".")
                                && filled.substring(path.length() + 1).matches("[^.\\[]+")));
    }

    private void found(Place at, String path, String rule, String detail) {
        findings.add(
                new ProtocolFinding(at.line(), at.column(), path.isEmpty() ? "(the whole file)" : path, rule, detail));
    }

    private JsonNode value(Type type, @Nullable InFile said, String path, PlacedNode node) {
        Class<?> raw = FileMember.raw(type);
        if (List.class.isAssignableFrom(raw)) {
            return list(type, said, path, node);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(type, said, path, node);
        }
        if (node instanceof Scalar scalar
                && (!part(raw) || !FileMember.standIns(raw).isEmpty())) {
            return scalar(raw, said, path, scalar);
        }
        if (node instanceof Mapping mapping && part(raw)) {
            return part(raw, path, mapping);
        }
        found(node.at(), path, part(raw) ? "members" : "one-value", expected(raw, said, node));
        return filled(raw, path);
    }

    private static boolean part(Class<?> raw) {
        return raw.isRecord() && raw != ArmCode.class && raw != StudyId.class;
    }

    private static String expected(Class<?> raw, @Nullable InFile said, PlacedNode node) {
        String means = said == null || said.value().isEmpty() ? "" : ": " + said.value();
        if (node instanceof Sequence && means.contains("UCUM")) {
            return "one unit stands here, not a list; the others stand under alternative-units";
        }
        if (!part(raw)) {
            return "one value stands here, not %s%s".formatted(kind(node), means);
        }
        String members = String.join(
                ", ",
                FileMember.of(raw).stream()
                        .filter(member -> !member.optional())
                        .map(FileMember::name)
                        .toList());
        if (raw == Protocol.CodeListItem.class && node instanceof Scalar(var _, String text) && text != null) {
            return "'%s' alone; a choice has a code and a label, such as {code: %s, label: %s}"
                    .formatted(text, text, text);
        }
        return "%s has members (%s), not %s%s".formatted(FileMember.words(raw), members, kind(node), means);
    }

    private static String kind(PlacedNode node) {
        return switch (node) {
            case Scalar(var _, var text) -> text == null ? "nothing" : "one value";
            case Sequence _ -> "a list";
            case Mapping _ -> "members of its own";
        };
    }

    private JsonNode list(Type type, @Nullable InFile said, String path, PlacedNode node) {
        ArrayNode list = JSON.arrayNode();
        if (node instanceof Sequence sequence) {
            Type held = FileMember.held(type);
            for (int i = 0; i < sequence.nodes().size(); i++) {
                list.add(element(
                        held, "%s[%d]".formatted(path, i), sequence.nodes().get(i)));
            }
        } else {
            found(
                    node.at(),
                    path,
                    "list",
                    "a list stands here, in brackets or with a dash for each, not %s".formatted(kind(node))
                            + (said == null || said.value().isEmpty() ? "" : ": " + said.value()));
            filledIn.add(path);
        }
        return list;
    }

    private JsonNode element(Type held, String path, PlacedNode node) {
        if (node instanceof Scalar(var at, var text) && text == null) {
            found(at, path, "missing", "nothing is said here");
            return filled(FileMember.raw(held), path);
        }
        return value(held, null, path, node);
    }

    private JsonNode map(Type type, @Nullable InFile said, String path, PlacedNode node) {
        ObjectNode map = JSON.objectNode();
        if (node instanceof Mapping mapping) {
            mapping.members()
                    .forEach((name, member) ->
                            map.set(name, element(FileMember.held(type), path + "." + name, member.value())));
        } else {
            found(
                    node.at(),
                    path,
                    "members",
                    "members stand here, not %s".formatted(kind(node))
                            + (said == null || said.value().isEmpty() ? "" : ": " + said.value()));
            filledIn.add(path);
        }
        return map;
    }

    private ObjectNode part(Class<?> raw, String path, Mapping mapping) {
        Map<String, FileMember> known = new LinkedHashMap<>();
        FileMember.of(raw).forEach(member -> known.put(member.name(), member));
        Set<String> misspelt = new LinkedHashSet<>();
        mapping.members().forEach((name, member) -> {
            if (!known.containsKey(name)) {
                Set<String> meant = new LinkedHashSet<>(known.keySet());
                meant.removeAll(mapping.members().keySet());
                String at = path.isEmpty() ? name : path + "." + name;
                NearestName.to(name, meant).ifPresent(misspelt::add);
                found(
                        member.key(),
                        at,
                        "unknown-member",
                        "%s has no '%s'%s; it has %s"
                                .formatted(
                                        FileMember.words(raw),
                                        name,
                                        INSTEAD.containsKey(name)
                                                ? ": " + INSTEAD.get(name)
                                                : NearestName.hint(name, meant),
                                        String.join(", ", known.keySet())));
            }
        });
        ObjectNode part = JSON.objectNode();
        known.forEach((name, member) -> {
            String at = path.isEmpty() ? name : path + "." + name;
            Member there = mapping.members().get(name);
            if (there != null && !(there.value() instanceof Scalar(var _, var text) && text == null)) {
                part.set(name, value(member.type(), member.said(), at, there.value()));
            } else if (!member.optional()) {
                // Under another name it is told already.
                if (!misspelt.contains(name)) {
                    String means = member.means().isEmpty() ? "" : ": " + member.means();
                    found(
                            there == null ? mapping.at() : there.key(),
                            at,
                            "missing",
                            "%s says its '%s'%s".formatted(FileMember.words(raw), name, means));
                }
                part.set(name, filled(FileMember.raw(member.type()), at));
            }
        });
        return part;
    }

    private JsonNode scalar(Class<?> raw, @Nullable InFile said, String path, Scalar scalar) {
        String text = scalar.text() == null ? "" : scalar.text();
        if (raw == int.class || raw == Integer.class) {
            return WHOLE.matcher(text).matches()
                    ? JSON.numberNode(Integer.parseInt(text))
                    : wrong(raw, said, path, scalar, "whole-number", "'%s' is no whole number".formatted(text));
        }
        if (raw == BigDecimal.class) {
            return !text.isEmpty() && !text.equals("-") && NUMBER.matcher(text).matches()
                    ? JSON.numberNode(new BigDecimal(text))
                    : wrong(raw, said, path, scalar, "number", "'%s' is no number, such as 31.5".formatted(text));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return text.equals("true") || text.equals("false")
                    ? JSON.booleanNode(Boolean.parseBoolean(text))
                    : wrong(raw, said, path, scalar, "true-or-false", "'%s' is neither true nor false".formatted(text));
        }
        if (part(raw)) {
            List<String> known = FileMember.standIns(raw);
            return known.contains(text)
                    ? JSON.stringNode(text)
                    : wrong(raw, null, path, scalar, "one-of", oneOf(text, known));
        }
        if (raw.isEnum()) {
            Set<String> known = FileMember.constants(raw).keySet();
            return known.contains(text)
                    ? JSON.stringNode(text)
                    : wrong(raw, null, path, scalar, "one-of", oneOf(text, known));
        }
        return text(raw, said, path, scalar, text);
    }

    static String oneOf(String text, Collection<String> known) {
        return "'%s' is none of %s%s".formatted(text, String.join(", ", known), NearestName.hint(text, known));
    }

    private JsonNode text(Class<?> raw, @Nullable InFile said, String path, Scalar scalar, String text) {
        if (text.isBlank()) {
            return wrong(raw, said, path, scalar, "missing", "nothing is said here");
        }
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (CODES.contains(name) && raw == String.class && !CODE.matcher(text).matches()) {
            return wrong(
                    raw,
                    null,
                    path,
                    scalar,
                    "code-form",
                    "'%s' is no code: letters, digits and hyphens, 40 at most".formatted(text));
        }
        if (said != null && said.oneOf().length > 0 && !List.of(said.oneOf()).contains(text)) {
            return wrong(raw, null, path, scalar, "one-of", oneOf(text, List.of(said.oneOf())));
        }
        try {
            if (raw == ArmCode.class) {
                return JSON.stringNode(new ArmCode(text).value());
            }
            return JSON.stringNode(raw == StudyId.class ? new StudyId(text).value() : text);
        } catch (MalformedIdException e) {
            return wrong(raw, said, path, scalar, "code-form", "'%s' is no code".formatted(text));
        }
    }

    private JsonNode wrong(
            Class<?> raw, @Nullable InFile said, String path, Scalar scalar, String rule, String detail) {
        String means = said == null || said.value().isEmpty() ? "" : ": " + said.value();
        found(scalar.at(), path, rule, detail + means);
        return filled(raw, path);
    }

    private JsonNode filled(Class<?> raw, String path) {
        // What kind of item it is decides on what else it may say.
        filledIn.add(path.endsWith(".type") ? path.substring(0, path.lastIndexOf('.')) : path);
        return filler(raw);
    }

    private JsonNode filler(Class<?> raw) {
        if (List.class.isAssignableFrom(raw)) {
            return JSON.arrayNode();
        }
        if (Map.class.isAssignableFrom(raw)) {
            return JSON.objectNode();
        }
        if (raw == int.class || raw == Integer.class || raw == BigDecimal.class) {
            return JSON.numberNode(1);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return JSON.booleanNode(false);
        }
        if (raw.isEnum()) {
            return JSON.stringNode(FileMember.constants(raw).keySet().iterator().next());
        }
        if (!part(raw)) {
            fillers++;
            return JSON.stringNode("X" + fillers);
        }
        if (!FileMember.standIns(raw).isEmpty()) {
            return JSON.stringNode(FileMember.standIns(raw).getFirst());
        }
        ObjectNode part = JSON.objectNode();
        FileMember.of(raw).stream()
                .filter(member -> !member.optional())
                .forEach(member -> part.set(member.name(), filler(FileMember.raw(member.type()))));
        return part;
    }
}
