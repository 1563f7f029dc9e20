package org.trialbook.blind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import tools.jackson.databind.JsonNode;

/// Takes an answer apart: every text in it with the place where it stands, for what a word means depends on the place.
final class AnswerWords {

    /// @param names of the members around the text, the innermost last
    /// @param item the item that the text is about, where the answer names one beside it
    /// @param text a value, or where `name` is set, the name of a member
    /// @param name whether the text is itself a member's name
    record Word(List<String> names, @Nullable String item, String text, boolean name) {

        /// The innermost name; empty outside of any member.
        String place() {
            return names.isEmpty() ? "" : names.getLast();
        }
    }

    private final Consumer<Word> reader;

    private AnswerWords(Consumer<Word> reader) {
        this.reader = reader;
    }

    /// Hands over every word of an answer; status and headers are one text.
    static void read(String answer, Consumer<Word> reader) {
        AnswerWords words = new AnswerWords(reader);
        int body = answer.startsWith("{") ? 0 : answer.indexOf('\n') + 1;
        if (body > 0) {
            reader.accept(new Word(List.of("head"), null, answer.substring(0, body), false));
        }
        words.within(EventJson.mapper().readTree(answer.substring(body)), List.of(), null);
    }

    private void within(JsonNode node, List<String> names, @Nullable String item) {
        if (node.isObject()) {
            String about = node.path("item").isString() ? node.path("item").stringValue() : item;
            node.properties().forEach(member -> {
                reader.accept(new Word(names, about, member.getKey(), true));
                within(member.getValue(), and(names, member.getKey()), about);
            });
        } else if (tag(node, names)) {
            within(node.path(1), and(names, node.path(0).stringValue()), item);
        } else if (node.isArray()) {
            node.forEach(element -> within(element, names, item));
        } else if (node.isString() && names.contains("stratum")) {
            levels(node.stringValue(), names);
        } else if (node.isString()) {
            reader.accept(new Word(names, item, node.stringValue(), false));
        }
    }

    /// A tag is a pair: its key names its value.
    private static boolean tag(JsonNode node, List<String> names) {
        return node.isArray()
                && node.size() == 2
                && node.path(0).isString()
                && !names.isEmpty()
                && names.getLast().equals("tags");
    }

    /// `aetiology=ischaemic;site=01`: each factor names its level.
    private void levels(String stratum, List<String> names) {
        for (String level : stratum.split(";", -1)) {
            int is = level.indexOf('=');
            String factor = is < 0 ? "" : level.substring(0, is);
            reader.accept(new Word(and(names, factor), null, level.substring(is + 1), false));
        }
    }

    private static List<String> and(List<String> names, String inner) {
        List<String> longer = new ArrayList<>(names);
        longer.add(inner);
        return longer;
    }
}
