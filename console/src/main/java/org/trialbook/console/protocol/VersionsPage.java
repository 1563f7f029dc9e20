package org.trialbook.console.protocol;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;

/// `/protocol/versions`: each version of the protocol, what it changes and whom that touches, and where it holds.
@Controller
class VersionsPage implements RailEntry {

    private static final String QUESTION = "protocol-versions";

    private final PageMaker pages;
    private final OfferedActs possible;

    VersionsPage(PageMaker pages, OfferedActs possible) {
        this.pages = pages;
        this.possible = possible;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.STUDY, 5, "/protocol/versions", "Protocol", QUESTION);
    }

    @GetMapping("/protocol/versions")
    ModelAndView get() {
        RecordAnswer answer = pages.askWith("/protocol/versions", "site");
        return pages.page("versions", "Versions of the protocol")
                .addObject("answer", answer.map())
                .addObject("approves", possible.offered("approve-amendment", ""))
                .addObject("activates", activates(answer))
                .addObject("overdue", overdue(answer));
    }

    /// Which version at which site is to be approved since a day that is over.
    private static List<String> overdue(RecordAnswer answer) {
        return answer.list("versions").stream()
                .flatMap(version -> version.path("holds")
                        .valueStream()
                        .filter(held -> held.at("/urgent/overdue").asBoolean(false))
                        .map(held -> "version %s at site %s, since %s"
                                .formatted(
                                        version.path("version").asString(),
                                        held.path("site").asString(),
                                        PageWords.day(held.at("/urgent/due").asString()))))
                .toList();
    }

    /// Whether it is this person's to activate one: of whichever site, whatever stands in its way there.
    private boolean activates(RecordAnswer answer) {
        return answer.list("versions").stream()
                .flatMap(version -> version.path("holds").valueStream())
                .map(held -> held.path("site").asString())
                .findFirst()
                .filter(site -> possible.all("/sites/" + site).stream()
                        .anyMatch(act -> act.path("act").asString().equals("activate-version")))
                .isPresent();
    }
}
