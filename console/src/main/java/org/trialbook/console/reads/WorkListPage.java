package org.trialbook.console.reads;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;
import tools.jackson.databind.JsonNode;

/// `/reads`: a reader's own work, by code and modality and nothing else.
@Controller
class WorkListPage implements RailEntry {

    private final PageMaker pages;

    WorkListPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.WORK, 3, "/reads", "My reads", "worklist");
    }

    public record Line(String read, String modality, String status) {
        public boolean submitted() {
            return status.equals("Submitted");
        }
    }

    @GetMapping("/reads")
    ModelAndView get() {
        RecordAnswer answer = pages.askWith("/reads/worklist", "cursor", "limit");
        List<Line> lines = answer.list("reads").stream()
                .map(WorkListPage::line)
                .sorted(Comparator.comparing(Line::submitted))
                .toList();
        return pages.list("reads", "My reads", answer)
                .addObject("assigned", answer.body().path("assigned").asInt(0))
                .addObject("submitted", answer.body().path("submitted").asInt(0))
                .addObject("rows", lines);
    }

    private static Line line(JsonNode read) {
        return new Line(
                read.path("read").asString(),
                read.path("modality").asString(),
                PageWords.words(read.path("status").asString()));
    }
}
