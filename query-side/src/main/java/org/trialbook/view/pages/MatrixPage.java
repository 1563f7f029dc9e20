package org.trialbook.view.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.matrix.MatrixQuestion;
import tools.jackson.databind.JsonNode;

/// Every subject's visits at a glance.
final class MatrixPage extends QuestionPage {

    MatrixPage() {
        super("/matrix", "Subjects and visits", "matrix", MatrixQuestion.class);
    }

    /// @param word the status in words; the colour only repeats it
    public record Cell(String status, String word, String detail) {}

    /// @param href the subject's timeline, of the same moment
    /// @param marks what is odd about the subject's days
    public record Row(
            String subject, String href, @Nullable String site, String stage, List<Mark> marks, List<Cell> visits) {}

    @Override
    protected Map<String, ?> model(Answered answer, Asking asking) {
        Map<String, Object> model = new HashMap<>();
        model.put("site", asking.asked().query().get("site"));
        model.put(
                "rows",
                answer.list("subjects").stream()
                        .map(row -> row(row, asking.asOf()))
                        .toList());
        return model;
    }

    private static Row row(JsonNode row, @Nullable String asOf) {
        String subject = row.path("subject").asString();
        return new Row(
                subject,
                Pages.at("/subjects/" + subject, asOf),
                row.path("site").isString() ? row.path("site").asString() : null,
                DisplayFormats.of(row.path("stage").asString()),
                Mark.of(row),
                row.path("visits").valueStream().map(MatrixPage::cell).toList());
    }

    private static Cell cell(JsonNode visit) {
        String status = visit.path("status").asString();
        String doneOn = visit.path("doneOn").asString();
        String target = visit.path("target").asString();
        int days = visit.path("daysOutside").intValue();
        return switch (status) {
            case "done" -> new Cell(status, "Done", doneOn);
            case "out-of-window" ->
                new Cell(status, days < 0 ? "Done early" : "Done late", doneOn + ", " + days(Math.abs(days)));
            case "missed" ->
                new Cell(
                        status, "Missed", DisplayFormats.of(visit.path("reason").asString()));
            case "due" -> new Cell(status, "Due", "target " + target);
            case "overdue" -> new Cell(status, "Overdue", days(days) + ", target " + target);
            case "upcoming" -> new Cell(status, "Upcoming", target);
            default -> new Cell(status, DisplayFormats.of(status), "");
        };
    }

    private static String days(int count) {
        return count == 1 ? "1 day" : count + " days";
    }
}
