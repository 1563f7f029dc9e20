package org.trialbook.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Samples;

/// Figures as a table that reads well in a terminal and is Markdown.
final class Table {
    private static final List<String> HEAD =
            List.of("question", "what", "median", "lowest … highest", "rounds", "target", "reached", "remark");

    private Table() {}

    static String of(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        String last = "";
        for (Figure figure : figures) {
            rows.add(row(figure, figure.question().equals(last) ? "" : figure.question()));
            last = figure.question();
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line(out, rows.get(i), widths);
            if (i == 0) {
                out.append('|');
                for (int width : widths) {
                    out.append(' ').repeat('-', width).append(" |");
                }
                out.append('\n');
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells, int[] widths) {
        out.append('|');
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            out.append(' ')
                    .append(cell)
                    .repeat(' ', widths[column] - cell.length())
                    .append(" |");
        }
        out.append('\n');
    }

    private static List<String> row(Figure figure, String question) {
        Samples samples = figure.samples();
        Goal target = figure.target();
        String remark = figure.remark().replace('|', '/').replace('\n', ' ');
        if (samples == null) {
            return List.of(question, figure.what(), "not measured", "", "", "", "", remark);
        }
        return List.of(
                question,
                figure.what(),
                number(samples.median()) + " " + figure.unit(),
                number(samples.min()) + " … " + number(samples.max()),
                Integer.toString(samples.rounds()),
                target == null ? "" : (target.atLeast() ? "≥ " : "≤ ") + number(target.value()),
                reached(target, samples),
                remark);
    }

    private static String reached(@Nullable Goal target, Samples samples) {
        return target == null ? "" : target.reachedBy(samples.median()) ? "yes" : "NO";
    }

    /// Three digits that matter, or all before the point.
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
