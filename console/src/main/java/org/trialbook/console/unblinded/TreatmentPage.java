package org.trialbook.console.unblinded;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.RecordedField;
import org.trialbook.console.record.RecordAnswer;

/// `/unblinded/subjects/{subject}`: what one subject was allocated to, and what was done.
@Controller
class TreatmentPage {

    private final PageMaker pages;

    TreatmentPage(PageMaker pages) {
        this.pages = pages;
    }

    /// A part of a subject's treatment: several things of one kind, each with its fields.
    public record Part(String title, List<List<RecordedField>> things) {}

    @GetMapping("/unblinded/subjects/{subject}")
    ModelAndView get(@PathVariable String subject) {
        RecordAnswer answer = pages.ask("/unblinded/subjects/" + subject);
        return pages.page("unblinded/treatment", "Treatment · " + subject)
                .addObject("answer", answer.map())
                .addObject(
                        "parts",
                        List.of(
                                part(answer, "received", "Leads that stayed"),
                                part(answer, "attempts", "Attempts"),
                                part(answer, "crossovers", "Crossovers"),
                                part(answer, "revealing", "Answers that reveal the arm"),
                                part(answer, "corrections", "Corrections of such answers")));
    }

    private static Part part(RecordAnswer answer, String member, String title) {
        return new Part(
                title, answer.list(member).stream().map(RecordedField::of).toList());
    }
}
