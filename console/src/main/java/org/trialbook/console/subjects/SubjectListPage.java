package org.trialbook.console.subjects;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;
import tools.jackson.databind.JsonNode;

/// `/subjects`: every subject with every visit.
@Controller
class SubjectListPage implements RailEntry {

    private static final String MOST = "1000";

    private final PageMaker pages;

    SubjectListPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.WORK, 2, "/subjects", "Subjects", "matrix");
    }

    /// @param odd how many odd days there are, in words; empty for none
    public record Row(String subject, String stage, String odd, List<VisitCell> visits) {
        public String href() {
            return "/subjects/" + subject;
        }
    }

    public record Column(String code, String label) {}

    /// @param find the beginning of a subject's number, or its end; one that is found alone is opened
    @GetMapping("/subjects")
    ModelAndView get(@RequestParam @Nullable String find) {
        Map<String, String> asked = new HashMap<>(pages.parameters("on", "site", "cursor", "limit"));
        asked.putIfAbsent("limit", MOST);
        RecordAnswer answer = pages.ask("/matrix", asked);
        String wanted = find == null ? "" : find.strip().toLowerCase(Locale.ROOT);
        List<Row> rows = answer.list("subjects").stream()
                .map(SubjectListPage::row)
                .filter(row -> row.subject().contains(wanted))
                .toList();
        if (!wanted.isEmpty() && rows.size() == 1) {
            return new ModelAndView(
                    new RedirectView(pages.sameMoment(rows.getFirst().href()), true, false, false));
        }
        String on = answer.body().path("on").asString("");
        return pages.list("subjects", "Subjects", answer)
                .addObject("find", wanted)
                .addObject("on", on)
                .addObject("onShown", PageWords.day(on))
                .addObject("site", asked.getOrDefault("site", ""))
                .addObject("ofOneSite", pages.account().site() != null)
                .addObject(
                        "columns",
                        answer.list("visits").stream()
                                .map(visit -> new Column(
                                        visit.path("code").asString(),
                                        visit.path("label").asString()))
                                .toList())
                .addObject("rows", rows);
    }

    private static Row row(JsonNode row) {
        int odd = row.path("marks").size();
        return new Row(
                row.path("subject").asString(),
                PageWords.words(row.path("stage").asString()),
                odd == 0 ? "" : odd == 1 ? "1 odd day" : odd + " odd days",
                row.path("visits").valueStream().map(VisitCell::of).toList());
    }
}
