package org.trialbook.protocol.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values as RFC 4180 says: a field with a comma, a quotation mark or a line break stands in
/// quotation marks. Written with CR LF, read with either end.
public final class CsvText {

    private CsvText() {}

    static String line(List<String> fields) {
        return fields.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String text) {
        return text.matches("(?s).*[\",\r\n].*") || !text.strip().equals(text)
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /// The rows; a last line that is empty is none. A byte order mark, as spreadsheets write one, is passed over.
    public static List<List<String>> read(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (c != '"' || twice) {
                    field.append(c);
                }
                i += twice ? 1 : 0;
                quoted = c != '"' || twice;
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                row.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                rows.add(List.copyOf(row));
                row.clear();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (!field.isEmpty() || !row.isEmpty()) {
            row.add(field.toString());
            rows.add(List.copyOf(row));
        }
        rows.removeIf(each -> each.equals(List.of("")));
        return rows;
    }
}
