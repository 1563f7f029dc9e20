package org.trialbook.protocol.authoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.authoring.PlacedNode.Mapping;
import org.trialbook.protocol.authoring.PlacedNode.Member;
import org.trialbook.protocol.authoring.PlacedNode.Place;
import org.trialbook.protocol.authoring.PlacedNode.Scalar;
import org.trialbook.protocol.authoring.PlacedNode.Sequence;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads YAML with the place of each part, and tells what no protocol has: aliases, tags, merges, a member that
/// stands twice, a second document. Nothing is expanded, so that what is read is never more than what was sent.
final class PlacedYaml {

    private static final YAMLFactory YAML = new YAMLFactory();

    /// A protocol nests a dozen levels at most.
    static final int DEEPEST = 32;

    private final YAMLParser in;
    private final List<ProtocolFinding> findings = new ArrayList<>();

    private PlacedYaml(YAMLParser in) {
        this.in = in;
    }

    /// @param root null where there is nothing to go on with
    record Read(@Nullable PlacedNode root, List<ProtocolFinding> findings) {}

    static Read read(String yaml) {
        try (YAMLParser in = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), yaml)) {
            return new PlacedYaml(in).document();
        }
    }

    private Read document() {
        @Nullable PlacedNode root = null;
        try {
            root = in.nextToken() == null ? null : value("", 0);
            if (root != null && in.nextToken() != null) {
                found(place(), "", "yaml", "a second document begins; a file holds one protocol");
            }
        } catch (TooDeep deep) {
            root = null;
        } catch (JacksonException unreadable) {
            TokenStreamLocation at = unreadable.getLocation();
            Place place = at == null ? place() : new Place(Math.max(at.getLineNr(), 1), Math.max(at.getColumnNr(), 1));
            found(place, "", "yaml", "this is no YAML: " + plain(unreadable.getOriginalMessage()));
            root = null;
        }
        return new Read(root, findings);
    }

    /// What is wrong, without the lines that show where: the place is told beside it.
    private static String plain(String message) {
        String said = message.lines()
                .filter(line -> !line.startsWith(" ") && !line.isBlank())
                .collect(Collectors.joining(", "));
        return said.replaceAll("\\s*\\(?[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+){2,}\\)?", "")
                .strip();
    }

    private static final class TooDeep extends RuntimeException {
        TooDeep() {
            super(null, null, false, false);
        }
    }

    private PlacedNode value(String path, int depth) {
        Place at = place();
        if (depth > DEEPEST) {
            found(at, path, "too-deep", "more than %d levels; a protocol has no such depth".formatted(DEEPEST));
            throw new TooDeep();
        }
        if (in.isCurrentAlias()) {
            found(at, path, "alias", "an alias (*name); write what it stands for");
        } else if (in.getTypeId() != null) {
            found(at, path, "tag", "a tag (!name); a protocol has none");
        }
        return switch (in.currentToken()) {
            case START_OBJECT -> mapping(at, path, depth);
            case START_ARRAY -> sequence(at, path, depth);
            case VALUE_NULL -> new Scalar(at, null);
            default -> new Scalar(at, in.getString().equals("~") ? null : in.getString());
        };
    }

    private Mapping mapping(Place at, String path, int depth) {
        Map<String, Member> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            Place key = place();
            String name = in.currentName();
            String member = path.isEmpty() ? name : path + "." + name;
            in.nextToken();
            PlacedNode value = value(member, depth + 1);
            if (name.equals("<<")) {
                found(key, member, "merge", "a merge (<<); write the members themselves");
            } else if (members.putIfAbsent(name, new Member(key, value)) != null) {
                found(key, member, "repeated-member", "'%s' stands here a second time".formatted(name));
            }
        }
        return new Mapping(at, members);
    }

    private Sequence sequence(Place at, String path, int depth) {
        List<PlacedNode> nodes = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(value("%s[%d]".formatted(path, nodes.size()), depth + 1));
        }
        return new Sequence(at, nodes);
    }

    private Place place() {
        TokenStreamLocation at = in.currentTokenLocation();
        return new Place(Math.max(at.getLineNr(), 1), Math.max(at.getColumnNr(), 1));
    }

    private void found(Place at, String path, String rule, String detail) {
        findings.add(
                new ProtocolFinding(at.line(), at.column(), path.isEmpty() ? "(the whole file)" : path, rule, detail));
    }
}
