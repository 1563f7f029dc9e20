package org.trialbook.view.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.event.SubjectId;
import org.trialbook.view.timeline.TimelineEndpoint;

/// `GET /subjects/{subject}`: everything recorded about one subject, in order; what is sealed is named as sealed.
@Controller
final class SubjectPage {

    private final Pages pages;
    private final TimelineEndpoint timeline;

    SubjectPage(Pages pages, TimelineEndpoint timeline) {
        this.pages = pages;
        this.timeline = timeline;
    }

    @Asks(Question.TIMELINE)
    @GetMapping("/subjects/{subject}")
    ModelAndView show(
            Caller caller,
            @PathVariable SubjectId subject,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Answered answer = Answered.of(timeline.timeline(caller, Pages.study(), subject, asOf, limit, after));
        return pages.show("subject", caller, asOf, answer)
                .addObject("marks", Mark.of(answer.content()))
                .addObject("matrix", Pages.at("/matrix", asOf))
                .addObject("more", pages.aboutSubject(caller, subject.value(), asOf))
                .addObject(
                        "rows",
                        answer.list("entries").stream()
                                .map(EventRow::ofTimeline)
                                .toList());
    }
}
