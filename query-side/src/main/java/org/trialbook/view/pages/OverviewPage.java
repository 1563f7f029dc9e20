package org.trialbook.view.pages;

import java.util.Map;
import java.util.Objects;
import org.trialbook.view.overview.OverviewQuestion;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.sites.SitesQuestion;
import org.trialbook.view.worklist.WorkListQuestion;

/// Participant flow and sites; readers, who may know of neither, come to their work.
final class OverviewPage extends QuestionPage {
    private static final String EVERY_SITE = Integer.toString(PageRequest.MOST);

    OverviewPage() {
        super("/", "Overview", "overview", OverviewQuestion.class);
    }

    @Override
    protected Elsewhere elsewhere() {
        return new Elsewhere("/reads", WorkListQuestion.class);
    }

    @Override
    protected Map<String, ?> model(Answered flow, Asking asking) {
        Answered bySite = asking.ask(SitesQuestion.class, asking.asked().with("limit", EVERY_SITE));
        if (!bySite.moment().equals(flow.moment())) {
            // The record grew between the two questions. The second is asked again of the first one's moment, so
            // that the page adds up.
            bySite = asking.ask(
                    SitesQuestion.class,
                    asking.asked().with("limit", EVERY_SITE).with("asOf", flow.moment()));
        }
        return Map.of("sites", Objects.requireNonNull(bySite.map().get("sites")));
    }
}
