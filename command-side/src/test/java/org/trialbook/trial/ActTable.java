package org.trialbook.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What holds of each act, written out by hand, beside what its declaration says: `permissions.csv`, the one table into
/// which a new act is written.
public final class ActTable {
    private static final Map<String, Map<String, String>> ROWS = read();

    private ActTable() {}

    /// Act → column → cell.
    public static Map<String, Map<String, String>> rows() {
        return ROWS;
    }

    /// What the act's row says there; empty where it says nothing.
    public static String of(String act, String column) {
        String cell = ROWS.getOrDefault(act, Map.of()).get(column);
        if (cell == null) {
            throw new IllegalArgumentException("permissions.csv does not say '%s' of %s".formatted(column, act));
        }
        return cell;
    }

    public static boolean says(String act, String column) {
        return !of(act, column).isEmpty();
    }

    private static Map<String, Map<String, String>> read() {
        try {
            List<String> lines =
                    Files.readAllLines(Path.of("..", "access", "src", "test", "resources", "permissions.csv")).stream()
                            .filter(line -> !line.startsWith("#"))
                            .toList();
            String[] columns = lines.getFirst().split(",", -1);
            Map<String, Map<String, String>> rows = new TreeMap<>();
            for (String line : lines) {
                String[] cells = line.split(",", -1);
                if (cells[0].equals("act")) {
                    Map<String, String> row = new TreeMap<>();
                    for (int i = 2; i < columns.length; i++) {
                        row.put(columns[i], cells[i]);
                    }
                    rows.put(cells[1], row);
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
