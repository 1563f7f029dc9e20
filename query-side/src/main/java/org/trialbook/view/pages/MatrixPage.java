package org.trialbook.view.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.event.SiteId;
import org.trialbook.view.matrix.MatrixEndpoint;
import tools.jackson.databind.JsonNode;

/// `GET /matrix`: every subject's visits at a glance.
@Controller
final class MatrixPage {

    private final Pages pages;
    private final MatrixEndpoint matrix;

    MatrixPage(Pages pages, MatrixEndpoint matrix) {
        this.pages = pages;
        this.matrix = matrix;
    }

    /// @param word the status in words; the colour only repeats it
    public record Cell(String status, String word, String detail) {}

    /// @param href the subject's timeline, of the same moment
    /// @param marks what is odd about the subject's days
    public record Row(
            String subject, String href, @Nullable String site, String stage, List<Mark> marks, List<Cell> visits) {}

    @Asks(Question.MATRIX)
    @GetMapping("/matrix")
    ModelAndView show(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String on,
            @RequestParam @Nullable String site,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        SiteId asked = site == null ? null : new SiteId(site);
        Answered answer = Answered.of(matrix.matrix(caller, Pages.study(), asOf, on, asked, limit, after));
        return pages.show("matrix", caller, asOf, answer)
                .addObject("site", site)
                .addObject(
                        "rows",
                        answer.list("subjects").stream()
                                .map(row -> row(row, asOf))
                                .toList());
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
