package org.trialbook.view.unblinded.crossovers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.OddDays;

/// The crossovers asked for, for one subject.
///
/// @param attempts how many attempts at an implant were recorded so far
/// @param arm what the subject is allocated to; null until randomized
public record CrossoversView(
        String subject,
        @Nullable String site,
        @Nullable String arm,
        int attempts,
        SortedMap<Integer, Request> requests) {

    public enum Status {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("denied")
        DENIED
    }

    /// @param crossover 1 for the subject's first request
    /// @param reason the protocol's code
    /// @param marks what is odd about the request
    /// @param decidedBy the account that approved or denied
    public record Request(
            int crossover,
            Status status,
            String from,
            String to,
            String reason,
            String note,
            String requestedBy,
            Instant requestedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionNote,
            List<OddDays.Mark> marks) {

        Request decided(Status next, String by, Instant at, String note) {
            return new Request(
                    crossover, next, from, to, reason, this.note, requestedBy, requestedAt, by, at, note, marks);
        }
    }

    CrossoversView allocated(String nextSite, String nextArm) {
        return new CrossoversView(subject, nextSite, nextArm, attempts, requests);
    }

    CrossoversView attempts(String nextSite, int more) {
        return new CrossoversView(subject, nextSite, arm, attempts + more, requests);
    }

    /// Whether the subject counts in the figures: it was randomized, or a crossover was asked for.
    public boolean counts() {
        return arm != null || !requests.isEmpty();
    }

    CrossoversView with(Request request) {
        SortedMap<Integer, Request> more = new TreeMap<>(requests);
        more.put(request.crossover(), request);
        return new CrossoversView(subject, site, arm, attempts, Collections.unmodifiableSortedMap(more));
    }

    /// A decision on a request that the record does not hold changes nothing.
    CrossoversView changed(int crossover, UnaryOperator<Request> change) {
        Request request = requests.get(crossover);
        return request == null ? this : with(change.apply(request));
    }
}
