package org.trialbook.simulation;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.protocol.ProtocolFile;
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
            "one-of");

    /// As the order of acts names the read of a visit.
    private static final Pattern OF_A_RECORDING = Pattern.compile("([a-z-]+)\\(([^/]+)/([^)]+)\\)");

    private RenamedCodes() {}

    /// @throws org.trialbook.protocol.InvalidProtocolException when it is none any more
    static String of(String protocol) {
        JsonNode tree = YAML.readTree(protocol);
        renamed("", tree);
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

    /// What looks like a code and is a word of the language, or names what a release has.
    private static boolean fixed(String member, String name) {
        return name.equals("instrument") || (member.equals("core-lab-results") && name.equals("from"));
    }

    private static JsonNode renamed(String member, JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                // It scores items by their names.
                object.remove("instrument");
                object.propertyNames().stream()
                        .filter(name -> !fixed(member, name))
                        .forEach(name -> object.set(name, renamed(name, object.path(name))));
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, renamed(member, array.path(i)));
                }
            }
            case StringNode text
            when CODED.contains(member) -> {
                return StringNode.valueOf(renamed(text.asString()));
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
        return (Character.isUpperCase(code.charAt(0)) ? "Z-" : "z-") + code;
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
