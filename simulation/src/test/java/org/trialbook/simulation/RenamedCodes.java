package org.trialbook.simulation;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.UsualAttempt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A protocol with other codes: each is given a letter in front, wherever it stands. Labels, texts and the names of
/// acts and anchors stay.
final class RenamedCodes {

    private static final YAMLMapper YAML = new YAMLMapper();

    /// Members that hold a code, or codes.
    private static final Set<String> CODED = Set.of(
            "code",
            "item",
            "modality",
            "treatment",
            "adjunct",
            "arms",
            "from",
            "to",
            "forms",
            "reads",
            "visit",
            "form",
            "height",
            "weight",
            "is",
            "one-of",
            "of",
            "dated-by",
            "means",
            "withdrawals");

    /// As the order of acts names the read of a visit.
    private static final Pattern OF_A_RECORDING = Pattern.compile("([a-z-]+)\\(([^/]+)/([^)]+)\\)");

    /// The items that leads bring with them, by which a file may speak of them.
    private static final Set<String> USUAL = Set.of(
            UsualAttempt.LEAD,
            UsualAttempt.TARGET,
            UsualAttempt.SUCCESSFUL,
            UsualAttempt.FAILURE,
            UsualAttempt.QRS_BEFORE,
            UsualAttempt.QRS_AFTER,
            UsualAttempt.THRESHOLD,
            UsualAttempt.PULSE_WIDTH,
            UsualAttempt.PHRENIC_CAPTURE,
            UsualAttempt.TECHNIQUE,
            UsualAttempt.NOTE);

    private static final Set<String> EXPRESSIONS = Set.of("formula", "that", "finds", "critical");

    /// What is known of a subject has no code.
    private static final Pattern WORD = Pattern.compile("subject\\.[a-z-]+|[A-Za-z0-9][A-Za-z0-9-]*");

    private RenamedCodes() {}

    /// @throws org.trialbook.protocol.InvalidProtocolException when it is none any more
    static String of(String protocol) {
        JsonNode tree = YAML.readTree(protocol);
        renamed("", tree, in(protocol));
        String other = YAML.writeValueAsString(tree);
        ProtocolFile.read("renamed", other);
        return other;
    }

    /// Every code of a protocol.
    static Set<String> in(String protocol) {
        Set<String> codes = new TreeSet<>();
        collect("", YAML.readTree(protocol), codes);
        return codes;
    }

    static String before(String code) {
        return code.startsWith("z-") || code.startsWith("Z-") ? code.substring(2) : code;
    }

    /// What looks like a code and is a word of the language, names what a release has, or is a code of others.
    private static boolean fixed(String member, String name) {
        return name.equals("instrument")
                || (member.equals("observed-as") && name.equals("code"))
                || (member.equals("core-lab-results") && name.equals("from"))
                || (member.equals("body-surface") && name.equals("formula"));
    }

    private static JsonNode renamed(String member, JsonNode node, Set<String> codes) {
        switch (node) {
            case ObjectNode object -> {
                // It scores items by their names.
                object.remove("instrument");
                object.propertyNames().stream()
                        .filter(name -> !fixed(member, name))
                        .forEach(name -> object.set(name, renamed(name, object.path(name), codes)));
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, renamed(member, array.path(i), codes));
                }
            }
            case StringNode text
            when CODED.contains(member) -> {
                return StringNode.valueOf(renamed(text.asString()));
            }
            case StringNode text
            when EXPRESSIONS.contains(member) -> {
                return StringNode.valueOf(WORD.matcher(text.asString())
                        .replaceAll(word -> codes.contains(word.group()) ? renamed(word.group()) : word.group()));
            }
            case StringNode text -> {
                Matcher waits = OF_A_RECORDING.matcher(text.asString());
                if (waits.matches()) {
                    return StringNode.valueOf(
                            "%s(%s/%s)".formatted(waits.group(1), renamed(waits.group(2)), renamed(waits.group(3))));
                }
            }
            default -> {}
        }
        return node;
    }

    private static String renamed(String code) {
        return USUAL.contains(code) ? code : (Character.isUpperCase(code.charAt(0)) ? "Z-" : "z-") + code;
    }

    private static void collect(String member, JsonNode node, Set<String> codes) {
        if (node.isString() && CODED.contains(member)) {
            codes.add(node.asString());
        }
        node.properties().stream()
                .filter(entry -> !fixed(member, entry.getKey()))
                .forEach(entry -> collect(entry.getKey(), entry.getValue(), codes));
        if (node.isArray()) {
            node.forEach(one -> collect(member, one, codes));
        }
    }
}
