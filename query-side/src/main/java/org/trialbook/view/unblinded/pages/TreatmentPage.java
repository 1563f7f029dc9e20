package org.trialbook.view.unblinded.pages;

import java.util.List;
import java.util.Map;
import org.trialbook.view.pages.Answered;
import org.trialbook.view.pages.Field;
import org.trialbook.view.pages.Pages;
import org.trialbook.view.pages.QuestionPage;
import org.trialbook.view.unblinded.subject.TreatmentQuestion;
import tools.jackson.databind.JsonNode;

/// What one subject was allocated to, and what was done.
final class TreatmentPage extends QuestionPage {

    TreatmentPage() {
        super("/unblinded/subjects/{subject}", "Treatment (unblinded)", "unblinded/treatment", TreatmentQuestion.class);
    }

    /// A part of a subject's treatment: several things of one kind, each with its fields.
    public record Part(String title, List<List<Field>> things) {}

    @Override
    protected Map<String, ?> model(Answered answer, Asking asking) {
        return Map.of(
                "timeline",
                Pages.at("/subjects/" + asking.asked().path().get("subject"), asking.asOf()),
                "parts",
                List.of(
                        part(answer, "received", "Leads that stayed"),
                        part(answer, "attempts", "Attempts"),
                        part(answer, "crossovers", "Crossovers"),
                        part(answer, "revealing", "Answers that reveal the arm"),
                        part(answer, "corrections", "Corrections of such answers")));
    }

    private static Part part(Answered answer, String member, String title) {
        return new Part(
                title,
                answer.list(member).stream()
                        .map((JsonNode thing) -> Field.of(thing))
                        .toList());
    }
}
