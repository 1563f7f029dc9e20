package org.trialbook.console.subjects;

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
    public String path() {
        return "/subjects";
    }

    @Override
    public String label() {
        return "Subjects";
    }

    @Override
    public String question() {
        return "matrix";
    }

    @Override
    public int place() {
        return 2;
    }

    public record Row(String subject, String stage, List<VisitCell> visits) {
        public String href() {
            return "/subjects/" + subject;
        }
    }

    public record Column(String code, String label) {}

    /// @param find the beginning of a subject's number, or its end; one that is found alone is opened
    @GetMapping("/subjects")
    ModelAndView get(@RequestParam @Nullable String find) {
        RecordAnswer answer = pages.ask("/matrix", Map.of("limit", MOST));
        String wanted = find == null ? "" : find.strip().toLowerCase(Locale.ROOT);
        List<Row> rows = answer.list("subjects").stream()
                .map(SubjectListPage::row)
                .filter(row -> row.subject().contains(wanted))
                .toList();
        if (!wanted.isEmpty() && rows.size() == 1) {
            return new ModelAndView(new RedirectView(rows.getFirst().href(), true, false, false));
        }
        return pages.page("subjects", "Subjects")
                .addObject("find", wanted)
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
        return new Row(
                row.path("subject").asString(),
                PageWords.words(row.path("stage").asString()),
                row.path("visits").valueStream().map(VisitCell::of).toList());
    }
}
