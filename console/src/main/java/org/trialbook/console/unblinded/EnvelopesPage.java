package org.trialbook.console.unblinded;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.record.RecordAnswer;

/// `/unblinded/sites/{site}/envelopes`: the code-break envelopes of a site, to be printed, one sheet for each subject:
/// its outside above, the arm below, where the sheet is folded in. It stands in no frame.
@Controller
class EnvelopesPage {

    private final PageMaker pages;

    EnvelopesPage(PageMaker pages) {
        this.pages = pages;
    }

    @GetMapping("/unblinded/sites/{site}/envelopes")
    ModelAndView get(@PathVariable String site) {
        RecordAnswer answer = pages.askWith("/unblinded/sites/" + site + "/envelopes", "issue");
        return pages.page("unblinded/envelopes", "Envelopes · site " + site).addObject("sheets", answer.map());
    }
}
