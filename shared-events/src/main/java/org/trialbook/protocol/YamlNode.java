package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A YAML document as texts, lists and maps, so that another program sees the same: a scalar is its text, quoted or
/// not, and nothing is computed from it. What programs read differently is refused: aliases, tags, merge keys, a
/// member that stands twice, a second document.
sealed interface YamlNode {

    /// @param text null for an empty scalar, for a tilde and for `null`
    record Scalar(@Nullable String text) implements YamlNode {}

    record Sequence(List<YamlNode> nodes) implements YamlNode {}

    record Mapping(Map<String, YamlNode> members) implements YamlNode {}

    /// @throws IllegalArgumentException naming the line, when the text is no such document
    static YamlNode read(String yaml) {
        try (YAMLParser in = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), yaml)) {
            in.nextToken();
            YamlNode document = value(in, DEEPEST);
            if (in.nextToken() != null) {
                throw refused(in, "a second document");
            }
            return document;
        } catch (JacksonException unreadable) {
            int line = unreadable.getLocation() == null
                    ? 0
                    : unreadable.getLocation().getLineNr();
            throw new IllegalArgumentException("line %d is no YAML".formatted(Math.max(line, 1)));
        }
    }

    YAMLFactory YAML = new YAMLFactory();

    /// A document may nest as deep as the payload of a line may.
    int DEEPEST = 64;

    private static YamlNode value(YAMLParser in, int deeper) {
        JsonToken token = in.currentToken();
        if (token == null) {
            return new Scalar(null);
        }
        if (in.isCurrentAlias() || in.getTypeId() != null) {
            throw refused(in, "an alias or a tag");
        }
        if (deeper < 0) {
            throw refused(in, "more levels than a protocol has");
        }
        return switch (token) {
            case START_OBJECT -> mapping(in, deeper - 1);
            case START_ARRAY -> sequence(in, deeper - 1);
            case VALUE_NULL -> new Scalar(null);
            // The parser takes a tilde for a text; other programs do not.
            default -> new Scalar(in.getString().equals("~") ? null : in.getString());
        };
    }

    private static Mapping mapping(YAMLParser in, int deeper) {
        Map<String, YamlNode> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("<<") || members.putIfAbsent(name, value(in, deeper)) != null) {
                throw refused(in, "a merge, or a member that stands twice");
            }
        }
        return new Mapping(members);
    }

    private static Sequence sequence(YAMLParser in, int deeper) {
        List<YamlNode> nodes = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(value(in, deeper));
        }
        return new Sequence(List.copyOf(nodes));
    }

    private static IllegalArgumentException refused(YAMLParser in, String what) {
        return new IllegalArgumentException(
                "line %d has %s".formatted(in.currentTokenLocation().getLineNr(), what));
    }
}
