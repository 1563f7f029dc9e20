package org.trialbook.console.subjects;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.EventRow;
import org.trialbook.console.page.OddDay;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.record.RecordAnswer;

/// `/subjects/{subject}/timeline`: everything recorded about one subject, in order; what is sealed is named as sealed.
@Controller
class TimelinePage {

    private final PageMaker pages;

    TimelinePage(PageMaker pages) {
        this.pages = pages;
    }

    @GetMapping("/subjects/{subject}/timeline")
    ModelAndView get(@PathVariable String subject) {
        RecordAnswer answer = pages.askWith("/subjects/" + subject + "/timeline", "cursor", "limit");
        return pages.list("timeline", "Timeline · " + subject, answer)
                .addObject("subject", subject)
                .addObject("oddDays", OddDay.of(answer.body(), pages.protocol()))
                .addObject(
                        "rows",
                        answer.list("entries").stream()
                                .map(EventRow::ofTimeline)
                                .toList());
    }
}
