package org.trialbook.protocol.authoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.authoring.PlacedNode.Mapping;
import org.trialbook.protocol.authoring.PlacedNode.Member;
import org.trialbook.protocol.authoring.PlacedNode.Scalar;
import org.trialbook.protocol.authoring.PlacedNode.Sequence;

/// The data dictionary of a protocol: a row for each item of the eligibility questions, the forms and the reads.
/// What is edited in it is brought back into the file, which otherwise stays to the character.
public final class DataDictionary {
    /// What tells a row from the others.
    private static final List<String> NAMED = List.of("form", "item");
    /// Members of an item that are one scalar, and can be edited.
    private static final List<String> EDITED = List.of(
            "label", "type", "unit", "min", "max", "decimals", "max-length", "required", "reveals-the-arm", "formula");
    /// Members that have parts, and can be edited: as the dictionary writes them ([DictionaryCell]).
    private static final List<String> WITH_PARTS = List.of(
            "choices",
            "missing",
            "alternative-units",
            "shown-if",
            "required-if",
            "dictionary",
            "files",
            "normal-range",
            "observed-as");
    /// What is shown, and edited in the file alone.
    private static final List<String> SHOWN = List.of("form-reveals-the-arm");
    /// Not written as words.
    private static final Set<String> AS_IS =
            Set.of("min", "max", "decimals", "max-length", "required", "reveals-the-arm");

    private static final List<String> COLUMNS = columns();

    private final String yaml;
    private final Map<List<String>, Row> rows = new LinkedHashMap<>();

    private DataDictionary(String yaml) {
        this.yaml = yaml;
        if (PlacedYaml.read(yaml).root() instanceof Mapping root) {
            if (member(root, "eligibility") instanceof Mapping eligibility) {
                items("eligibility", "eligibility", eligibility);
            }
            parts(root, "forms", "code", "");
            parts(root, "reads", "modality", "reads/");
        }
    }

    /// @param path of the item in the file, such as `forms[0].items[2]`
    /// @param cells column → what stands there
    private record Row(String path, Mapping item, Map<String, String> cells) {}

    /// One thing that cannot be brought back.
    ///
    /// @param row of the CSV, of which the heading is 1
    public record Problem(int row, String column, String detail) {}

    /// @param yaml the file with the edits; null when there are problems
    public record Applied(@Nullable String yaml, List<Problem> problems) {}

    /// The dictionary as CSV, with a heading.
    ///
    /// @param yaml a protocol in which [ProtocolCheck] finds nothing
    public static String csv(String yaml) {
        StringBuilder csv = new StringBuilder(CsvText.line(COLUMNS));
        new DataDictionary(yaml)
                .rows
                .values()
                .forEach(row -> csv.append(CsvText.line(COLUMNS.stream()
                        .map(column -> row.cells().getOrDefault(column, ""))
                        .toList())));
        return csv.toString();
    }

    /// Brings edits back; all that cannot be is told at once.
    public static Applied apply(String yaml, String csv) {
        return new DataDictionary(yaml).apply(CsvText.read(csv));
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(NAMED);
        columns.addAll(EDITED);
        columns.addAll(WITH_PARTS);
        columns.addAll(SHOWN);
        return List.copyOf(columns);
    }

    // ---- what the file says

    private void parts(Mapping root, String list, String code, String prefix) {
        if (member(root, list) instanceof Sequence parts) {
            for (int i = 0; i < parts.nodes().size(); i++) {
                if (parts.nodes().get(i) instanceof Mapping part) {
                    items(prefix + said(member(part, code)), "%s[%d]".formatted(list, i), part);
                }
            }
        }
    }

    private void items(String form, String path, Mapping part) {
        if (member(part, "items") instanceof Sequence items) {
            for (int i = 0; i < items.nodes().size(); i++) {
                if (items.nodes().get(i) instanceof Mapping item) {
                    Map<String, String> cells = new HashMap<>();
                    cells.put("form", form);
                    cells.put("item", said(member(item, "code")));
                    EDITED.forEach(column -> cells.put(column, said(member(item, column))));
                    WITH_PARTS.forEach(column -> cells.put(column, DictionaryCell.of(member(item, column))));
                    cells.put("form-reveals-the-arm", said(member(part, "reveals-the-arm")));
                    rows.put(List.of(form, cells.get("item")), new Row("%s.items[%d]".formatted(path, i), item, cells));
                }
            }
        }
    }

    private static @Nullable PlacedNode member(Mapping part, String name) {
        Member member = part.members().get(name);
        return member == null ? null : member.value();
    }

    private static String said(@Nullable PlacedNode node) {
        return node instanceof Scalar scalar && scalar.text() != null ? scalar.text() : "";
    }

    // ---- what the CSV says

    private Applied apply(List<List<String>> csv) {
        List<Problem> problems = new ArrayList<>();
        List<String> heading = csv.isEmpty() ? List.of() : csv.getFirst();
        heading(heading, problems);
        if (!problems.isEmpty()) {
            return new Applied(null, problems);
        }
        YamlEdits edits = new YamlEdits(yaml);
        Map<List<String>, Integer> told = new LinkedHashMap<>();
        Map<List<String>, Map<String, String>> asked = new LinkedHashMap<>();
        for (int i = 1; i < csv.size(); i++) {
            Map<String, String> cells = cells(heading, csv.get(i), i + 1, problems);
            List<String> name = List.of(cells.getOrDefault("form", ""), cells.getOrDefault("item", ""));
            Row row = rows.get(name);
            if (row == null) {
                problems.add(new Problem(
                        i + 1,
                        "item",
                        "the protocol has no item '%s' of '%s': add it in the file"
                                .formatted(name.getLast(), name.getFirst())));
            } else if (told.putIfAbsent(name, i + 1) != null) {
                problems.add(new Problem(i + 1, "item", "the item stands in row " + told.get(name) + " too"));
            } else {
                asked.put(name, cells);
                edit(row, cells, i + 1, edits, problems);
            }
        }
        rows.keySet().stream()
                .filter(name -> !told.containsKey(name))
                .forEach(name -> problems.add(new Problem(
                        1,
                        "item",
                        "item '%s' of '%s' has no row: take it out in the file"
                                .formatted(name.getLast(), name.getFirst()))));
        return problems.isEmpty() ? checked(edits.edited(), told, asked) : new Applied(null, List.copyOf(problems));
    }

    private static void heading(List<String> heading, List<Problem> problems) {
        NAMED.stream()
                .filter(column -> !heading.contains(column))
                .forEach(column -> problems.add(new Problem(1, column, "the column is missing")));
        Set<String> seen = new LinkedHashSet<>();
        heading.forEach(column -> {
            if (!COLUMNS.contains(column)) {
                problems.add(
                        new Problem(1, column, "there is no such column; there are " + String.join(", ", COLUMNS)));
            } else if (!seen.add(column)) {
                problems.add(new Problem(1, column, "the column stands here a second time"));
            }
        });
    }

    private static Map<String, String> cells(
            List<String> heading, List<String> row, int number, List<Problem> problems) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < heading.size() && i < row.size(); i++) {
            cells.put(heading.get(i), row.get(i));
        }
        if (row.size() != heading.size()) {
            problems.add(
                    new Problem(number, "form", "%d cells; the heading has %d".formatted(row.size(), heading.size())));
        }
        return cells;
    }

    private static void edit(Row row, Map<String, String> cells, int number, YamlEdits edits, List<Problem> problems) {
        cells.forEach((column, cell) -> {
            if (cell.equals(row.cells().get(column))) {
                return;
            }
            if (WITH_PARTS.contains(column)) {
                DictionaryCell.parts(column, cell)
                        .ifPresentOrElse(
                                parts -> {
                                    if (!edit(row.item(), column, parts, edits)) {
                                        problems.add(new Problem(
                                                number,
                                                column,
                                                "there are comments in it, or the item's code stands over several lines;"
                                                        + " edit it in the file itself"));
                                    }
                                },
                                () -> problems.add(new Problem(number, column, DictionaryCell.form(column))));
            } else if (!EDITED.contains(column)) {
                problems.add(new Problem(number, column, "this is edited in the file itself"));
            } else if (!edit(row.item(), column, cell, edits)) {
                problems.add(new Problem(
                        number, column, "it stands over several lines, or first; edit it in the file itself"));
            }
        });
    }

    private static boolean edit(Mapping item, String column, String cell, YamlEdits edits) {
        String scalar = AS_IS.contains(column) && cell.matches("[A-Za-z0-9.-]*") ? cell : YamlEdits.scalar(cell);
        Member member = item.members().get(column);
        if (member == null) {
            return edits.insert(item, Objects.requireNonNull(item.members().get("code")), column, scalar);
        }
        return cell.isEmpty()
                ? edits.remove(item, member)
                : member.value() instanceof Scalar value && edits.replace(value, scalar);
    }

    private static boolean edit(Mapping item, String column, DictionaryCell.Parts parts, YamlEdits edits) {
        Member member = item.members().get(column);
        if (member == null) {
            return edits.insert(item, Objects.requireNonNull(item.members().get("code")), column, parts.inALine());
        }
        return edits.replace(item, member, parts);
    }

    /// What came of it is a protocol, and says in each row what was asked for.
    private Applied checked(
            String edited, Map<List<String>, Integer> told, Map<List<String>, Map<String, String>> asked) {
        List<Problem> problems = new ArrayList<>();
        for (ProtocolFinding finding : ProtocolCheck.of(edited).findings()) {
            int row = 1;
            String column = "item";
            for (var each : rows.entrySet()) {
                String path = each.getValue().path();
                if (finding.path().equals(path) || finding.path().startsWith(path + ".")) {
                    row = told.getOrDefault(each.getKey(), 1);
                    String rest = finding.path().substring(path.length()).replaceFirst("^\\.", "");
                    column = COLUMNS.contains(rest) ? rest : column;
                }
            }
            problems.add(new Problem(
                    row, column, "%s: %s (%s)".formatted(finding.path(), finding.detail(), finding.rule())));
        }
        DataDictionary after = new DataDictionary(edited);
        asked.forEach((name, cells) -> cells.forEach((column, cell) -> {
            Row row = after.rows.get(name);
            if (problems.isEmpty()
                    && (row == null
                            || !DictionaryCell.same(column, cell, row.cells().get(column)))) {
                problems.add(new Problem(
                        told.getOrDefault(name, 1), column, "the file cannot say this; edit it in the file itself"));
            }
        }));
        return problems.isEmpty() ? new Applied(edited, List.of()) : new Applied(null, List.copyOf(problems));
    }
}
