package org.trialbook.view.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.view.unblindings.UnblindingsEndpoint;

/// `GET /unblindings`: whose blind was broken, without the arm, and how far the study's unblinding is.
@Controller
final class UnblindingsPage {

    private final Pages pages;
    private final UnblindingsEndpoint unblindings;

    UnblindingsPage(Pages pages, UnblindingsEndpoint unblindings) {
        this.pages = pages;
        this.unblindings = unblindings;
    }

    @Asks(Question.UNBLINDINGS)
    @GetMapping("/unblindings")
    ModelAndView show(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Answered answer = Answered.of(unblindings.unblindings(caller, Pages.study(), asOf, limit, after));
        return pages.show("unblindings", caller, asOf, answer);
    }
}
