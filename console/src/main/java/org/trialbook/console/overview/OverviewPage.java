package org.trialbook.console.overview;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;

/// `/overview`: participant flow, enrolment and sites.
@Controller
class OverviewPage implements RailEntry {

    private final PageMaker pages;

    OverviewPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.STUDY, 1, "/overview", "Overview", "overview");
    }

    @GetMapping("/overview")
    ModelAndView get() {
        RecordAnswer flow = pages.ask("/overview");
        RecordAnswer sites = pages.askAlike(flow, "/sites", Map.of("limit", "1000"));
        return pages.page("overview", "Overview")
                .addObject("answer", flow.map())
                .addObject("sites", sites.map().get("sites"));
    }
}
