package org.trialbook.console.unblinded;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;

/// `/unblinded/exposure`: who could have known the arm of whom, and since when.
@Controller
class ExposurePage implements RailEntry {

    private final PageMaker pages;

    ExposurePage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.UNBLINDED, 3, "/unblinded/exposure", "Who could know", "unblinded-exposure");
    }

    @GetMapping("/unblinded/exposure")
    ModelAndView get() {
        RecordAnswer answer = pages.askWith("/unblinded/exposure", "subject", "cursor", "limit");
        return pages.list("unblinded/exposure", "Who could have known", answer)
                .addObject("answer", answer.map())
                .addObject("subject", pages.parameters("subject").getOrDefault("subject", ""));
    }
}
