package org.trialbook.view.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.overview.OverviewEndpoint;
import org.trialbook.view.sites.SitesEndpoint;

/// `GET /`: participant flow and sites; readers, who may know of neither, come to their work.
@Controller
final class OverviewPage {

    private static final String EVERY_SITE = Integer.toString(PageRequest.MOST);

    private final Pages pages;
    private final OverviewEndpoint overview;
    private final SitesEndpoint sites;

    OverviewPage(Pages pages, OverviewEndpoint overview, SitesEndpoint sites) {
        this.pages = pages;
        this.overview = overview;
        this.sites = sites;
    }

    @Asks({Question.OVERVIEW, Question.WORKLIST})
    @GetMapping("/")
    ModelAndView show(Caller caller, @RequestParam @Nullable String asOf) {
        if (!Question.OVERVIEW.openTo(caller.role()) && Question.WORKLIST.openTo(caller.role())) {
            return new ModelAndView(SeeOther.to("/reads"));
        }
        Answered flow = Answered.of(overview.overview(caller, Pages.study(), asOf));
        Answered bySite = Answered.of(sites.sites(caller, asOf, EVERY_SITE, null));
        if (!bySite.moment().equals(flow.moment())) {
            // The record grew between the two questions. The second is asked again of the first one's moment, so
            // that the page adds up.
            bySite = Answered.of(sites.sites(caller, flow.moment(), EVERY_SITE, null));
        }
        return pages.show("overview", caller, asOf, flow)
                .addObject("sites", bySite.map().get("sites"));
    }
}
