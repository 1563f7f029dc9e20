package org.trialbook.casebook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.DataQuery;
import org.trialbook.event.QueryChange;
import org.trialbook.ledger.EventLine;

/// A query as it stands.
///
/// @param asked as it is assigned now
/// @param openedBy the account; null where the record does not say
/// @param openedAs the role in which it was opened; null where the record does not say
/// @param steps what became of it, from the first to the newest
public record QueryState(
        String query,
        DataQuery asked,
        Status status,
        Instant openedAt,
        @Nullable String openedBy,
        @Nullable String openedAs,
        List<Step> steps) {

    public enum Status {
        OPEN,
        ANSWERED,
        CLOSED,
        CANCELLED;

        @JsonValue
        public String storedName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param by the account; null where the record does not say
    public record Step(
            QueryChange change,
            Instant at,
            @Nullable String by,
            @Nullable String role) {}

    static QueryState opened(String query, DataQuery asked, Instant at, EventLine.@Nullable Actor by) {
        return new QueryState(query, asked, Status.OPEN, at, account(by), role(by), List.of());
    }

    QueryState after(QueryChange change, Instant at, EventLine.@Nullable Actor by) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(change, at, account(by), role(by)));
        return new QueryState(
                query,
                change.assignedTo() == null ? asked : asked.assigned(change.assignedTo()),
                switch (change.step()) {
                    case ANSWERED -> Status.ANSWERED;
                    case REOPENED -> Status.OPEN;
                    case CLOSED -> Status.CLOSED;
                    case CANCELLED -> Status.CANCELLED;
                    case ASSIGNED -> status;
                },
                openedAt,
                openedBy,
                openedAs,
                List.copyOf(more));
    }

    /// Whether somebody still has to do something about it.
    @JsonIgnore
    public boolean pending() {
        return status == Status.OPEN || status == Status.ANSWERED;
    }

    private static @Nullable String account(EventLine.@Nullable Actor by) {
        return by == null ? null : by.id();
    }

    private static @Nullable String role(EventLine.@Nullable Actor by) {
        return by == null ? null : by.role();
    }
}
