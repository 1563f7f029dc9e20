package org.trialbook.console.subjects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.trialbook.console.page.ProtocolWords.PlannedForm;
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

    /// @param state how far it is, in a word; empty where that is not known
    public record FormLine(String label, String href, boolean recorded, String state) {}

    /// A form that belongs to no visit.
    public record FormLink(String label, String href) {}

    /// To record one more of the visits that nobody plans.
    public record UnscheduledLink(String label, String href) {}

    public record VisitLine(String label, String href, VisitCell state, List<FormLine> forms) {}

    /// The acts about a subject that have a page of their own.
    private static final Map<String, String> PAGES = Map.of(
            "unblind-subject", "/unblind",
            "record-implant-attempt", "/implant-attempt",
            "move-to-version", "/version");

    /// @param href where it is done; null where it cannot be now, or has no page of its own
    /// @param objections what stands in the way; null where nothing does
    public record PossibleAct(
            String words, @Nullable String href, @Nullable Objections objections) {}

    @GetMapping("/subjects/{subject}")
    ModelAndView get(@PathVariable String subject) {
        RecordAnswer timeline = pages.ask("/subjects/" + subject + "/timeline", Map.of("limit", "1000"));
        JsonNode row = row(subject);
        Map<String, VisitCell> cells = cells(row);
        Map<String, String> states = states(row);
        Set<String> recorded = timeline.list("entries").stream()
                .filter(entry -> entry.path("what").asString().equals("AssessmentRecorded"))
                .map(entry -> entry.at("/fields/visit").asString() + "/"
                        + entry.at("/fields/form").asString())
                .collect(Collectors.toSet());
        ProtocolWords words = pages.protocol();
        Map<String, List<PlannedForm>> added = timeline.list("entries").stream()
                .filter(entry -> entry.path("what").asString().equals("FormAdded"))
                .collect(Collectors.groupingBy(
                        entry -> entry.at("/fields/visit").asString(),
                        Collectors.mapping(
                                entry -> words.form(entry.at("/fields/form").asString()), Collectors.toList())));
        List<VisitLine> visits = Stream.concat(
                        words.visits().stream().filter(visit -> cells.containsKey(visit.code())),
                        cells.keySet().stream()
                                .filter(code -> words.unscheduledVisits().stream()
                                        .anyMatch(visit -> code.startsWith(visit.code() + ".")))
                                .flatMap(code -> words.visit(code).stream()))
                .map(visit -> line(
                        subject,
                        visit.with(added.getOrDefault(visit.code(), List.of())),
                        cells.get(visit.code()),
                        recorded,
                        states))
                .toList();
        return pages.page("casebook", subject)
                .addObject("subject", subject)
                .addObject("stage", PageWords.words(row.path("stage").asString("")))
                .addObject("oddDays", OddDay.of(timeline.body(), words))
                .addObject("treatment", pages.account().asks("unblinded-subject"))
                .addObject("visits", visits)
                .addObject(
                        "unscheduled",
                        words.unscheduledVisits().stream()
                                .map(visit -> next(subject, visit, cells.keySet()))
                                .toList())
                .addObject(
                        "outside",
                        words.formsOutsideVisits().stream()
                                .map(form ->
                                        new FormLink(form.label(), "/subjects/" + subject + "/forms/" + form.code()))
                                .toList())
                .addObject("acts", acts(subject));
    }

    /// Under the number behind those that there are.
    private static UnscheduledLink next(String subject, PlannedVisit visit, Set<String> codes) {
        int last = codes.stream()
                .filter(code -> code.startsWith(visit.code() + "."))
                .mapToInt(code -> Integer.parseInt(code.substring(visit.code().length() + 1)))
                .max()
                .orElse(0);
        PlannedVisit next = visit.numbered(Integer.toString(last + 1));
        return new UnscheduledLink(next.label(), "/subjects/" + subject + "/visits/" + next.code());
    }

    private JsonNode row(String subject) {
        return pages.ask("/matrix", Map.of("subject", subject)).body().at("/subjects/0");
    }

    /// Visit and form → how far the form is; of one that repeats, each entry says it on the page of the entries.
    private static Map<String, String> states(JsonNode row) {
        return row.path("visits")
                .valueStream()
                .flatMap(visit -> visit.path("forms")
                        .valueStream()
                        .filter(form -> form.path("key").asString("").isEmpty())
                        .map(form -> Map.entry(
                                visit.path("visit").asString() + "/"
                                        + form.path("form").asString(),
                                PageWords.words(form.path("status").asString()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));
    }

    private static Map<String, VisitCell> cells(JsonNode row) {
        return row.path("visits")
                .valueStream()
                .map(VisitCell::of)
                .collect(Collectors.toMap(VisitCell::visit, cell -> cell, (one, other) -> other, LinkedHashMap::new));
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

    private static VisitLine line(
            String subject,
            PlannedVisit visit,
            @Nullable VisitCell cell,
            Set<String> recorded,
            Map<String, String> states) {
        String href = "/subjects/" + subject + "/visits/" + visit.code();
        return new VisitLine(
                visit.label(),
                href,
                cell == null ? new VisitCell(visit.code(), "Not scheduled", "·", "none", "") : cell,
                visit.forms().stream()
                        .map(form -> new FormLine(
                                form.label(),
                                href + "/forms/" + form.code(),
                                recorded.contains(visit.code() + "/" + form.code()),
                                states.getOrDefault(visit.code() + "/" + form.code(), "")))
                        .toList());
    }
}
