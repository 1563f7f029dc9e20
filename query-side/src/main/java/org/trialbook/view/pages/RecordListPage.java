package org.trialbook.view.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.view.record.RecordEndpoint;
import org.trialbook.view.tree.WitnessStatus;

/// `GET /record`: the record, event by event, with its positions and leaf hashes, as somebody blinded may
/// see it.
@Controller
final class RecordListPage {

    private static final String USUAL = "50";

    private final Pages pages;
    private final RecordEndpoint record;
    private final WitnessStatus witnesses;

    RecordListPage(Pages pages, RecordEndpoint record, WitnessStatus witnesses) {
        this.pages = pages;
        this.record = record;
        this.witnesses = witnesses;
    }

    @Asks(Question.RECORD)
    @GetMapping("/record")
    ModelAndView show(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String limit) {
        Answered answer = Answered.of(record.record(caller, asOf, from, limit == null ? USUAL : limit));
        return pages.show("record", caller, asOf, answer)
                .addObject(
                        "witnesses", witnesses.anyConfigured() ? witnesses.now().witnesses() : List.of())
                .addObject("bundle", Question.BUNDLE.openTo(caller.role()))
                .addObject("redactedBundle", Question.REDACTED_BUNDLE.openTo(caller.role()))
                .addObject(
                        "rows",
                        answer.list("events").stream().map(EventRow::ofRecord).toList());
    }
}
