package org.trialbook.console.unblinding;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;

/// `/unblindings`: whose blind was broken, without the arm; what is to be assessed; how far the study's unblinding is.
@Controller
class UnblindingsPage implements RailEntry {

    private final PageMaker pages;

    UnblindingsPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.STUDY, 3, "/unblindings", "Unblindings", "unblindings");
    }

    @GetMapping("/unblindings")
    ModelAndView get() {
        RecordAnswer answer = pages.askWith("/unblindings", "cursor", "limit");
        return pages.list("unblindings", "Unblindings", answer).addObject("answer", answer.map());
    }
}
