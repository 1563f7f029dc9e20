package org.trialbook.console.record;

import java.text.Bidi;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Texts of people as a page shows them: whatever marks of direction one has, it reorders nothing that stands beside it
/// (UAX #9). The record keeps each as it was written.
final class Isolated {

    /// First strong isolate: the text finds its own direction.
    private static final String FIRST_STRONG = "\u2068";
    private static final String POP = "\u2069";

    private Isolated() {}

    /// The text between isolating marks that it cannot close itself; the same text where nothing in it has a direction
    /// of its own.
    static String of(String text) {
        if (!turns(text)) {
            return text;
        }
        // An isolate ends with its line.
        return text.lines().map(Isolated::line).collect(Collectors.joining("\n"));
    }

    /// A copy of an answer with every text in it isolated; the names of members are ours.
    static JsonNode all(JsonNode answer) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (answer.isString()) {
            return nodes.stringNode(of(answer.stringValue()));
        }
        if (answer.isArray()) {
            ArrayNode copy = nodes.arrayNode();
            answer.valueStream().map(Isolated::all).forEach(copy::add);
            return copy;
        }
        if (answer.isObject()) {
            ObjectNode copy = nodes.objectNode();
            answer.properties().forEach(member -> copy.set(member.getKey(), all(member.getValue())));
            return copy;
        }
        return answer;
    }

    private static boolean turns(String text) {
        return text.codePoints().anyMatch(Isolated::mark) || Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    private static boolean mark(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C
                || c == 0x2029;
    }

    /// Isolates opened within are closed within; what would close ours is left out.
    private static String line(String line) {
        StringBuilder isolated = new StringBuilder(FIRST_STRONG);
        int open = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\u2029' || c == '\u0085') {
                isolated.append(' ');
                continue;
            }
            if (c == '\u2069' && open == 0) {
                continue;
            }
            open += c >= '\u2066' && c <= '\u2068' ? 1 : c == '\u2069' ? -1 : 0;
            isolated.append(c);
        }
        return isolated.append(POP.repeat(open + 1)).toString();
    }
}
