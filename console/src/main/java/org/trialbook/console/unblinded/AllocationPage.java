package org.trialbook.console.unblinded;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;

/// `/unblinded/allocation`: who was allocated to what.
@Controller
class AllocationPage implements RailEntry {

    private final PageMaker pages;

    AllocationPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.UNBLINDED, 1, "/unblinded/allocation", "Allocation", "unblinded-allocation");
    }

    @GetMapping("/unblinded/allocation")
    ModelAndView get() {
        RecordAnswer answer = pages.askWith("/unblinded/allocation", "cursor", "limit");
        return pages.list("unblinded/allocation", "Allocation", answer)
                .addObject("answer", answer.map())
                .addObject(
                        "envelopes",
                        pages.account().asks("unblinded-envelopes")
                                ? answer.list("allocation").stream()
                                        .map(row -> row.path("site").asString())
                                        .distinct()
                                        .toList()
                                : List.of());
    }
}
