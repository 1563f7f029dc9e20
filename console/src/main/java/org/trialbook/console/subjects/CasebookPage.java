package org.trialbook.console.subjects;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.OddDay;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.page.ProtocolWords;
import org.trialbook.console.page.ProtocolWords.PlannedVisit;
import org.trialbook.console.record.RecordAnswer;
import tools.jackson.databind.JsonNode;

/// `/subjects/{subject}`: visits with their forms, what could be done now, and what stands in the way of the rest.
@Controller
class CasebookPage {

    private final PageMaker pages;
    private final OfferedActs possible;

    CasebookPage(PageMaker pages, OfferedActs possible) {
        this.pages = pages;
        this.possible = possible;
    }

    public record FormLine(String label, String href, boolean recorded) {}

    public record VisitLine(String label, String href, VisitCell state, List<FormLine> forms) {}

    /// The acts about a subject that have a page of their own.
    private static final Map<String, String> PAGES =
            Map.of("unblind-subject", "/unblind", "record-implant-attempt", "/implant-attempt");

    /// @param href where it is done; null where it cannot be now, or has no page of its own
    /// @param objections what stands in the way; null where nothing does
    public record PossibleAct(
            String words, @Nullable String href, @Nullable Objections objections) {}

    @GetMapping("/subjects/{subject}")
    ModelAndView get(@PathVariable String subject) {
        RecordAnswer timeline = pages.ask("/subjects/" + subject + "/timeline", Map.of("limit", "1000"));
        Map<String, VisitCell> cells = cells(subject);
        Set<String> recorded = timeline.list("entries").stream()
                .filter(entry -> entry.path("what").asString().equals("AssessmentRecorded"))
                .map(entry -> entry.at("/fields/visit").asString() + "/"
                        + entry.at("/fields/form").asString())
                .collect(Collectors.toSet());
        ProtocolWords words = pages.protocol();
        List<VisitLine> visits = words.visits().stream()
                .filter(visit -> cells.containsKey(visit.code()))
                .map(visit -> line(subject, visit, cells.get(visit.code()), recorded))
                .toList();
        return pages.page("casebook", subject)
                .addObject("subject", subject)
                .addObject("stage", stage(subject))
                .addObject("oddDays", OddDay.of(timeline.body(), words))
                .addObject("treatment", pages.account().asks("unblinded-subject"))
                .addObject("visits", visits)
                .addObject("acts", acts(subject));
    }

    private JsonNode row(String subject) {
        return pages.ask("/matrix", Map.of("subject", subject)).body().at("/subjects/0");
    }

    private String stage(String subject) {
        return PageWords.words(row(subject).path("stage").asString(""));
    }

    private Map<String, VisitCell> cells(String subject) {
        return row(subject)
                .path("visits")
                .valueStream()
                .map(VisitCell::of)
                .collect(Collectors.toMap(VisitCell::visit, cell -> cell));
    }

    private List<PossibleAct> acts(String subject) {
        return possible.all("/subjects/" + subject).stream()
                .map(act -> possible(subject, act))
                .toList();
    }

    private static PossibleAct possible(String subject, JsonNode act) {
        String name = act.path("act").asString();
        boolean refused = act.path("refusal").isObject();
        return new PossibleAct(
                PageWords.words(name),
                refused || !PAGES.containsKey(name) ? null : "/subjects/" + subject + PAGES.get(name),
                refused ? Objections.ofRefusal(act.path("refusal")) : null);
    }

    private static VisitLine line(String subject, PlannedVisit visit, @Nullable VisitCell cell, Set<String> recorded) {
        String href = "/subjects/" + subject + "/visits/" + visit.code();
        return new VisitLine(
                visit.label(),
                href,
                cell == null ? new VisitCell(visit.code(), "Not scheduled", "·", "none", "") : cell,
                visit.forms().stream()
                        .map(form -> new FormLine(
                                form.label(),
                                href + "/forms/" + form.code(),
                                recorded.contains(visit.code() + "/" + form.code())))
                        .toList());
    }
}
