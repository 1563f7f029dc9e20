package org.trialbook.console.subjects;

import org.trialbook.console.page.PageWords;
import tools.jackson.databind.JsonNode;

/// A visit of a subject in a word or two.
///
/// @param sign the same in one character, for a narrow column; the words are said beside it
/// @param tone how it is coloured; the words say the same
public record VisitCell(String visit, String words, String sign, String tone, String detail) {

    static VisitCell of(JsonNode visit) {
        String code = visit.path("visit").asString();
        int days = visit.path("daysOutside").asInt(0);
        String done = PageWords.day(visit.path("doneOn").asString(""));
        String target = PageWords.day(visit.path("target").asString(""));
        String status = visit.path("status").asString();
        return switch (status) {
            case "done" -> new VisitCell(code, "Done", "✓", "ok", done);
            case "out-of-window" ->
                new VisitCell(
                        code, days < 0 ? "Done early" : "Done late", "✓!", "warn", done + ", " + days(Math.abs(days)));
            case "missed" ->
                new VisitCell(
                        code,
                        "Missed",
                        "–",
                        "none",
                        PageWords.words(visit.path("reason").asString("")));
            case "due" -> new VisitCell(code, "Due", "●", "due", "target " + target);
            case "overdue" -> new VisitCell(code, "Overdue", "!", "bad", days(days) + ", target " + target);
            case "upcoming" -> new VisitCell(code, "Upcoming", "○", "none", "target " + target);
            case "ended" ->
                new VisitCell(
                        code,
                        "Ended",
                        "·",
                        "none",
                        PageWords.words(visit.path("endedBy").asString("")));
            default -> new VisitCell(code, PageWords.words(status), "·", "none", "");
        };
    }

    /// Whether it has been recorded, as done or as missed.
    public boolean recorded() {
        return words.startsWith("Done") || words.equals("Missed");
    }

    private static String days(int count) {
        return count == 1 ? "1 day" : count + " days";
    }
}
