package org.trialbook.protocol.authoring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.NormalRange;
import org.trialbook.protocol.authoring.PlacedNode.Mapping;
import org.trialbook.protocol.authoring.PlacedNode.Scalar;
import org.trialbook.protocol.authoring.PlacedNode.Sequence;

/// How a cell of the dictionary says what has parts: choices as `code=label`, and codes, with bars between
/// them; anything else as YAML says it in a line, such as `{item: alive, is: false}`.
final class DictionaryCell {
    private static final String BAR = " | ";
    private static final String CHOICES = "choices";
    private static final String CODES = "missing";
    private static final String NORMAL_RANGE = "normal-range";

    private DictionaryCell() {}

    /// The parts of a list, or one that is no list, each as YAML in a line; none where the cell is empty.
    record Parts(boolean list, List<String> each) {
        boolean none() {
            return each.isEmpty();
        }

        String inALine() {
            return list ? "[" + String.join(", ", each) + "]" : each.getFirst();
        }
    }

    static String of(@Nullable PlacedNode node) {
        return switch (node) {
            case null -> "";
            case Sequence sequence
            when sequence.nodes().stream().allMatch(DictionaryCell::choice) ->
                sequence.nodes().stream().map(DictionaryCell::codeAndLabel).collect(Collectors.joining(BAR));
            case Sequence sequence
            when sequence.nodes().stream().allMatch(Scalar.class::isInstance) ->
                sequence.nodes().stream().map(DictionaryCell::text).collect(Collectors.joining(BAR));
            default -> flow(node);
        };
    }

    /// What a cell asks for; empty where it says nothing that can be read.
    static Optional<Parts> parts(String column, String cell) {
        if (cell.isBlank()) {
            return Optional.of(new Parts(true, List.of()));
        }
        List<String> between =
                Arrays.stream(cell.split("[|]", -1)).map(String::strip).toList();
        if (column.equals(CHOICES)) {
            return between.stream().allMatch(part -> part.matches("[^=]+=.+"))
                    ? Optional.of(new Parts(
                            true,
                            between.stream()
                                    .map(part -> part.split("=", 2))
                                    .map(part -> "{code: %s, label: %s}"
                                            .formatted(inALine(part[0].strip()), inALine(part[1].strip())))
                                    .toList()))
                    : Optional.empty();
        }
        if (column.equals(CODES)) {
            return Optional.of(new Parts(
                    true, between.stream().map(DictionaryCell::inALine).toList()));
        }
        return switch (read(cell)) {
            case Sequence sequence ->
                Optional.of(new Parts(
                        true,
                        sequence.nodes().stream().map(DictionaryCell::flow).toList()));
            case Mapping mapping -> Optional.of(new Parts(false, List.of(flow(mapping))));
            case Scalar word
            when column.equals(NORMAL_RANGE) && NormalRange.BY_SITE.equals(word.text()) ->
                Optional.of(new Parts(false, List.of(NormalRange.BY_SITE)));
            case Scalar _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// What a cell of the column looks like.
    static String form(String column) {
        return switch (column) {
            case CHOICES -> "choices are written code=label, with a bar between two";
            case "alternative-units" -> "other units are written as in the file, such as [{unit: kg}]";
            case "dictionary" -> "a dictionary is written {name: MedDRA, version: \"27.1\"}";
            case "files" -> "which files are taken is written as in the file, such as {types: [pdf, png], at-most: 5}";
            case NORMAL_RANGE -> "a normal range is written by-site, or as in the file, such as {from: 60, to: 110}";
            case "observed-as" ->
                "codes under which it is reported are written as in the file, such as [{system: http://loinc.org, code: 8867-4}]";
            default -> "a condition is written as in the file, such as {item: alive, is: false}";
        };
    }

    /// Whether two cells say the same.
    static boolean same(String column, String cell, @Nullable String other) {
        return cell.equals(other) || (other != null && parts(column, cell).equals(parts(column, other)));
    }

    private static @Nullable PlacedNode read(String cell) {
        PlacedYaml.Read read = PlacedYaml.read("cell: " + cell + "\n");
        return read.findings().isEmpty()
                        && read.root() instanceof Mapping root
                        && root.members().size() == 1
                ? root.members().values().iterator().next().value()
                : null;
    }

    private static boolean choice(PlacedNode node) {
        return node instanceof Mapping mapping
                && mapping.members().keySet().equals(Set.of("code", "label"))
                && Stream.of("code", "label")
                        .noneMatch(member -> text(mapping, member).contains("|"));
    }

    private static String codeAndLabel(PlacedNode choice) {
        return text((Mapping) choice, "code") + "=" + text((Mapping) choice, "label");
    }

    private static String text(Mapping mapping, String member) {
        var found = mapping.members().get(member);
        return found == null ? "" : text(found.value());
    }

    private static String text(PlacedNode node) {
        return node instanceof Scalar scalar && scalar.text() != null ? scalar.text() : "";
    }

    private static String flow(PlacedNode node) {
        return switch (node) {
            case Scalar scalar -> scalar.text() == null ? "" : inALine(scalar.text());
            case Sequence sequence ->
                sequence.nodes().stream().map(DictionaryCell::flow).collect(Collectors.joining(", ", "[", "]"));
            case Mapping mapping ->
                mapping.members().entrySet().stream()
                        .map(each -> each.getKey() + ": " + flow(each.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /// A number or a truth as it is, and words as YAML takes them.
    private static String inALine(String text) {
        return text.matches("-?[0-9]+([.][0-9]+)?|true|false") ? text : YamlEdits.scalar(text);
    }
}
