package org.trialbook.view.record;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.SiteId;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.projection.ProjectedEvent;
import tools.jackson.databind.JsonNode;

/// Answers a page of the record, rendered one way or the other.
public final class RecordQuestion {

    private static final int USUAL = 100;

    private RecordQuestion() {}

    /// @param from the first position; 0 when absent
    public static ResponseEntity<byte[]> answer(
            QueryResponses responses,
            Caller caller,
            @Nullable String asOf,
            @Nullable String from,
            @Nullable String limit,
            Function<ProjectedEvent, Optional<JsonNode>> payload) {
        long size = responses.size(caller, asOf);
        long first = from == null ? 0 : position(from);
        long to = Math.min(size, first + PageRequest.limit(limit, USUAL));
        RecordPage page = RecordPage.of(responses.views().record(), first, to, size, payload);
        return QueryResponses.write(
                new QueryResponses.Body(page, "from", to < size ? Long.toString(to) : null),
                responses.moment(caller, size));
    }

    /// Whether staff of a site, if the caller is, may see the event.
    public static boolean ownSite(Caller caller, ProjectedEvent recorded) {
        SiteId site = caller.site();
        return site == null || recorded.event().toSite(site);
    }

    private static long position(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw new ProblemException(Problems.malformedParameter("from"));
    }
}
