package org.trialbook.protocol.authoring;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.trialbook.protocol.authoring.PlacedNode.Mapping;
import org.trialbook.protocol.authoring.PlacedNode.Member;
import org.trialbook.protocol.authoring.PlacedNode.Place;
import org.trialbook.protocol.authoring.PlacedNode.Scalar;

/// Edits of members of one line each, in a YAML text that otherwise stays to the character, its comments too.
final class YamlEdits {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 _.;()/%+-]*");
    private static final Pattern MEANS_MORE =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|.*\\s|.*- ?|\\d.*");

    private final String yaml;
    private final int[] lines;
    /// Where → what is to stand there instead.
    private final NavigableMap<Integer, Change> changes = new TreeMap<>(Comparator.reverseOrder());

    private record Change(int end, String text) {}

    YamlEdits(String yaml) {
        this.yaml = yaml;
        this.lines = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, yaml.length())
                                .filter(i -> yaml.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    /// The text with all edits made.
    String edited() {
        StringBuilder text = new StringBuilder(yaml);
        changes.forEach((begin, change) -> text.replace(begin, change.end(), change.text()));
        return text.toString();
    }

    /// A text as a scalar; what could be read as something else stands in quotation marks.
    static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !MEANS_MORE.matcher(text).matches()
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /// Replaces the value of a member; false where it stands over several lines.
    boolean replace(Scalar value, String scalar) {
        Optional<Integer> end = end(value);
        end.ifPresent(to -> changes.put(offset(value.at()), new Change(to, scalar)));
        return end.isPresent();
    }

    /// Puts a member behind another one; false where that one stands over several lines.
    boolean insert(Mapping part, Member behind, String name, String scalar) {
        Optional<Integer> end = behind.value() instanceof Scalar value ? end(value) : Optional.empty();
        if (end.isEmpty()) {
            return false;
        }
        boolean flow = yaml.charAt(offset(part.at())) == '{';
        int at = flow ? end.get() : endOfLine(end.get());
        String text = flow
                ? ", %s: %s".formatted(name, scalar)
                : "%n%s%s: %s"
                        .formatted(" ".repeat(behind.key().column() - 1), name, scalar)
                        .replace("\r", "");
        Change before = changes.get(at);
        changes.put(at, new Change(before == null ? at : before.end(), (before == null ? "" : before.text()) + text));
        return true;
    }

    /// Takes a member out that is not the first of its part; false where it stands over several lines.
    boolean remove(Mapping part, Member member) {
        Optional<Integer> end = member.value() instanceof Scalar value ? end(value) : Optional.empty();
        return end.isPresent() && remove(part, member, end.get());
    }

    /// Replaces what a member holds, or takes it out where nothing is asked for; false where there are comments
    /// in it, or where it is the first of its part.
    boolean replace(Mapping part, Member member, DictionaryCell.Parts parts) {
        int begin = offset(member.value().at());
        boolean inALine = "[{".indexOf(yaml.charAt(begin)) >= 0;
        Optional<Integer> word = member.value() instanceof Scalar value ? end(value) : Optional.empty();
        int end = inALine ? closed(begin) : word.orElseGet(() -> endOfBlock(member));
        if (yaml.substring(begin, end).lines().anyMatch(line -> line.matches("(.*\\s)?#.*"))) {
            return false;
        }
        if (parts.none()) {
            return remove(part, member, end);
        }
        if (inALine || !parts.list()) {
            int value = inALine ? begin : yaml.indexOf(':', offset(member.key())) + 1;
            changes.put(value, new Change(end, (inALine ? "" : " ") + parts.inALine()));
        } else {
            String dash = "- ";
            String between = "\n" + " ".repeat(member.value().at().column() - 1) + dash;
            changes.put(begin, new Change(end, dash + String.join(between, parts.each())));
        }
        return true;
    }

    private boolean remove(Mapping part, Member member, int end) {
        int begin = offset(member.key());
        if (yaml.charAt(offset(part.at())) == '{') {
            int comma = yaml.lastIndexOf(',', begin);
            changes.put(comma, new Change(end, ""));
            return yaml.substring(comma + 1, begin).isBlank();
        }
        int line = lines[member.key().line() - 1];
        changes.put(line, new Change(Math.min(endOfLine(end) + 1, yaml.length()), ""));
        return yaml.substring(line, begin).isBlank();
    }

    /// Behind the bracket that closes the one that stands there.
    private int closed(int begin) {
        int open = 0;
        for (int i = begin; i < yaml.length(); i++) {
            char c = yaml.charAt(i);
            if (c == '"' || (c == '\'' && " [{,:".indexOf(yaml.charAt(i - 1)) >= 0)) {
                i = quoted(i, yaml.length(), c).orElseThrow() - 1;
            } else if (c == '[' || c == '{') {
                open++;
            } else if ((c == ']' || c == '}') && --open == 0) {
                return i + 1;
            }
        }
        return yaml.length();
    }

    /// The end of the last line that belongs to a member over several lines.
    private int endOfBlock(Member member) {
        int first = member.value().at().line() - 1;
        int indent = member.value().at().column() - 1;
        boolean list = yaml.charAt(offset(member.value().at())) == '-';
        int last = first;
        for (int line = first + 1; line < lines.length; line++) {
            String text = yaml.substring(lines[line], endOfLine(lines[line]));
            if (text.isBlank()) {
                continue;
            }
            int deep = text.length() - text.stripLeading().length();
            if (deep < indent || (deep == indent && list && text.charAt(deep) != '-')) {
                break;
            }
            last = line;
        }
        return endOfLine(lines[last]);
    }

    private int offset(Place at) {
        int line = lines[at.line() - 1];
        return yaml.offsetByCodePoints(line, at.column() - 1);
    }

    private int endOfLine(int from) {
        int end = yaml.indexOf('\n', from);
        return end < 0 ? yaml.length() : end;
    }

    /// Where a scalar of one line ends; nothing for another one.
    private Optional<Integer> end(Scalar value) {
        int begin = offset(value.at());
        int line = endOfLine(begin);
        if (begin >= line) {
            return Optional.empty();
        }
        char first = yaml.charAt(begin);
        if (first == '"' || first == '\'') {
            return quoted(begin, line, first);
        }
        String text = value.text();
        return text != null && yaml.startsWith(text, begin) && begin + text.length() <= line
                ? Optional.of(begin + text.length())
                : Optional.empty();
    }

    private Optional<Integer> quoted(int begin, int line, char quote) {
        for (int i = begin + 1; i < line; i++) {
            if (quote == '"' && yaml.charAt(i) == '\\') {
                i++;
            } else if (yaml.charAt(i) == quote) {
                if (quote == '\'' && i + 1 < line && yaml.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return Optional.of(i + 1);
                }
            }
        }
        return Optional.empty();
    }
}
