package org.trialbook.trial.valueimport;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.authoring.CsvText;
import org.trialbook.protocol.authoring.ImportColumn;
import org.trialbook.trial.valueimport.ImportFile.Fault;
import org.trialbook.trial.valueimport.ImportFile.Row;

/// A file of values as CSV: a row to each form of a subject, an empty field where the row says nothing.
final class CsvValues {
    private CsvValues() {}

    /// @param csv the file
    static ImportFile read(String csv) {
        List<List<String>> lines = CsvText.read(csv);
        List<String> heading = lines.isEmpty() ? List.of() : lines.getFirst();
        int place = ImportColumn.PLACE.size();
        if (heading.size() <= place || !heading.subList(0, place).equals(ImportColumn.PLACE) || lines.size() < 2) {
            return ImportFile.unreadable(List.of(new Fault(
                    1,
                    heading.isEmpty() ? "" : heading.getFirst(),
                    "the heading begins with %s, and items and rows follow"
                            .formatted(String.join(",", ImportColumn.PLACE)))));
        }
        return new Reading(heading).of(lines);
    }

    /// What is known while a file is read.
    private static final class Reading {
        private final List<String> heading;
        private final List<@Nullable ImportColumn> columns = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Map<String, Integer> places = new HashMap<>();

        Reading(List<String> heading) {
            this.heading = heading;
            Map<String, Integer> seen = new HashMap<>();
            for (int i = 0; i < heading.size(); i++) {
                String title = heading.get(i);
                ImportColumn column = i < ImportColumn.PLACE.size()
                        ? null
                        : ImportColumn.read(title).orElse(null);
                columns.add(column);
                if (column == null && i >= ImportColumn.PLACE.size()) {
                    faults.add(new Fault(
                            1,
                            title,
                            "a heading is an item's code, perhaps with [unit], (missing) or (kept) behind it"));
                }
                String once = column == null ? title : column.kind() + column.code();
                if (seen.put(once, i) != null) {
                    faults.add(new Fault(1, title, "a column stands once"));
                }
            }
        }

        ImportFile of(List<List<String>> lines) {
            for (int i = 1; i < lines.size(); i++) {
                read(i + 1, lines.get(i));
            }
            ImportFile read = new ImportFile(rows, faults, List.of());
            if (read.subjects().size() > ImportFile.MOST_SUBJECTS) {
                faults.add(new Fault(
                        1, "subject", "a file speaks of at most %d subjects".formatted(ImportFile.MOST_SUBJECTS)));
                return new ImportFile(rows, faults, List.of());
            }
            return read;
        }

        private void read(int number, List<String> fields) {
            if (fields.size() != heading.size()) {
                faults.add(new Fault(number, heading.getLast(), "a row has as many fields as the heading"));
                return;
            }
            int before = faults.size();
            SubjectId subject = subject(number, fields.getFirst());
            String form = fields.get(2);
            if (form.isEmpty()) {
                faults.add(new Fault(number, "form", "a row names its form"));
            }
            LocalDate on = day(number, fields.get(4));
            Map<String, ItemValue> answers = new LinkedHashMap<>();
            Map<String, String> kept = new LinkedHashMap<>();
            for (int i = ImportColumn.PLACE.size(); i < fields.size(); i++) {
                ImportColumn column = columns.get(i);
                if (column != null && !fields.get(i).isEmpty()) {
                    take(number, column, fields.get(i), answers, kept);
                }
            }
            if (answers.isEmpty()) {
                faults.add(new Fault(number, heading.getLast(), "a row says something of an item"));
            }
            if (subject == null || faults.size() > before) {
                return;
            }
            FormInstance instance = new FormInstance(orNull(fields.get(1)), form, orNull(fields.get(3)));
            Integer first = places.putIfAbsent(subject.value() + " " + instance.path(), number);
            if (first == null) {
                rows.add(new Row(number, subject, instance, on, answers, kept));
            } else {
                faults.add(new Fault(number, "form", "the same form stands in row " + first));
            }
        }

        private void take(
                int number,
                ImportColumn column,
                String field,
                Map<String, ItemValue> answers,
                Map<String, String> kept) {
            ItemValue answer = switch (column.kind()) {
                case ANSWER -> new ItemValue(field, column.unit());
                case MISSING -> ItemValue.missing(field);
                case KEPT -> null;
            };
            if (answer == null) {
                kept.put(column.code(), field);
            } else if (answers.putIfAbsent(column.code(), answer) != null) {
                faults.add(new Fault(number, column.toString(), "an item has a value, or a reason why it has none"));
            }
        }

        private @Nullable SubjectId subject(int number, String field) {
            try {
                return new SubjectId(field);
            } catch (MalformedIdException e) {
                faults.add(new Fault(number, "subject", "it is no subject's number"));
                return null;
            }
        }

        private @Nullable LocalDate day(int number, String field) {
            try {
                return field.isEmpty() ? null : LocalDate.parse(field);
            } catch (DateTimeParseException e) {
                faults.add(new Fault(number, "assessedOn", "a day is written as 2026-03-02"));
                return null;
            }
        }

        private static @Nullable String orNull(String field) {
            return field.isEmpty() ? null : field;
        }
    }
}
