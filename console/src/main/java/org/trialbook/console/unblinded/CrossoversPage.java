package org.trialbook.console.unblinded;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;

/// `/unblinded/crossovers`: by arm, by site, and each request.
@Controller
class CrossoversPage implements RailEntry {

    private final PageMaker pages;

    CrossoversPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.UNBLINDED, 2, "/unblinded/crossovers", "Crossovers", "unblinded-crossovers");
    }

    @GetMapping("/unblinded/crossovers")
    ModelAndView get() {
        RecordAnswer answer = pages.askWith("/unblinded/crossovers", "cursor", "limit");
        return pages.list("unblinded/crossovers", "Crossovers", answer).addObject("answer", answer.map());
    }
}
