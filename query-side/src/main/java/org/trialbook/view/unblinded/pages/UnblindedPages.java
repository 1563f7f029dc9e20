package org.trialbook.view.unblinded.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.event.SubjectId;
import org.trialbook.view.pages.Answered;
import org.trialbook.view.pages.Field;
import org.trialbook.view.pages.Pages;
import org.trialbook.view.unblinded.allocation.AllocationEndpoint;
import org.trialbook.view.unblinded.allocationaccess.AllocationAccessEndpoint;
import org.trialbook.view.unblinded.crossovers.CrossoversEndpoint;
import org.trialbook.view.unblinded.subject.TreatmentEndpoint;
import tools.jackson.databind.JsonNode;

/// `GET /unblinded/allocation`, `GET /unblinded/crossovers`, `GET /unblinded/exposure`,
/// `GET /unblinded/subjects/{subject}`
@Controller
final class UnblindedPages {

    private final Pages pages;
    private final AllocationEndpoint allocation;
    private final CrossoversEndpoint crossovers;
    private final TreatmentEndpoint treatment;
    private final AllocationAccessEndpoint exposure;

    UnblindedPages(
            Pages pages,
            AllocationEndpoint allocation,
            CrossoversEndpoint crossovers,
            TreatmentEndpoint treatment,
            AllocationAccessEndpoint exposure) {
        this.pages = pages;
        this.allocation = allocation;
        this.crossovers = crossovers;
        this.treatment = treatment;
        this.exposure = exposure;
    }

    /// A part of a subject's treatment: several things of one kind, each with its fields.
    public record Part(String title, List<List<Field>> things) {}

    @Asks(Question.UNBLINDED_ALLOCATION)
    @GetMapping("/unblinded/allocation")
    ModelAndView allocation(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Answered answer = Answered.of(allocation.allocation(caller, asOf, limit, after));
        return pages.show("unblinded/allocation", caller, asOf, answer);
    }

    @Asks(Question.UNBLINDED_CROSSOVERS)
    @GetMapping("/unblinded/crossovers")
    ModelAndView crossovers(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Answered answer = Answered.of(crossovers.crossovers(caller, asOf, limit, after));
        return pages.show("unblinded/crossovers", caller, asOf, answer);
    }

    @Asks(Question.UNBLINDED_EXPOSURE)
    @GetMapping("/unblinded/exposure")
    ModelAndView exposure(
            Caller caller,
            @RequestParam @Nullable SubjectId subject,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Answered answer = Answered.of(exposure.exposure(caller, subject, asOf, limit, after));
        return pages.show("unblinded/exposure", caller, asOf, answer)
                .addObject("subject", subject == null ? null : subject.value());
    }

    @Asks(Question.UNBLINDED_SUBJECT)
    @GetMapping("/unblinded/subjects/{subject}")
    ModelAndView treatment(Caller caller, @PathVariable SubjectId subject, @RequestParam @Nullable String asOf) {
        Answered answer = Answered.of(treatment.subject(caller, Pages.study(), subject, asOf));
        return pages.show("unblinded/treatment", caller, asOf, answer)
                .addObject("timeline", Pages.at("/subjects/" + subject, asOf))
                .addObject(
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
