package org.trialbook.view.record;

import java.util.Optional;
import java.util.function.Function;
import org.trialbook.access.Caller;
import org.trialbook.event.SiteId;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.QuestionAnswer;
import tools.jackson.databind.JsonNode;

/// Answers a page of the record, rendered one way or the other. `from` is the first position, 0 when absent.
public final class RecordPages {
    private static final int USUAL = 100;

    private RecordPages() {}

    public static QuestionAnswer answer(
            Snapshot snapshot, Parameters parameters, Function<ProjectedEvent, Optional<JsonNode>> payload) {
        long first = parameters.number("from", 0);
        long to = Math.min(snapshot.size(), first + PageRequest.limit(parameters.text("limit"), USUAL));
        return new QuestionAnswer(
                RecordPage.of(parameters.record(), first, to, snapshot.size(), payload),
                to < snapshot.size() ? Long.toString(to) : null);
    }

    /// Whether staff of a site, if the caller is, may see the event.
    public static boolean ownSite(Caller caller, ProjectedEvent recorded) {
        SiteId site = caller.site();
        return site == null || recorded.event().toSite(site);
    }
}
