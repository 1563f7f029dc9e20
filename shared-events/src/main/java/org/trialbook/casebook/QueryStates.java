package org.trialbook.casebook;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.DataQuery;
import org.trialbook.event.QueryEvent;
import org.trialbook.event.QueryEvent.QueryChanged;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.ledger.EventLine;

/// A subject's queries as they stand. Those that are sealed are among them where the key is at hand.
public final class QueryStates implements Fold, OfSubject {
    private final SubjectState subject = new SubjectState();
    private SortedMap<String, QueryState> queries = Collections.emptySortedMap();
    private int open;
    private int sealed;

    @Override
    public SubjectState subject() {
        return subject;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        subject.apply(recorded);
        if (recorded.event() instanceof QueryEvent event) {
            if (event instanceof QueryOpened opened) {
                open += opened.open() ? 1 : 0;
                sealed += opened.open() ? 0 : 1;
            }
            queries = after(queries, event, recorded.recordedAt(), recorded.actor());
        }
    }

    /// A subject's queries after one more event; what is sealed and not opened changes nothing.
    ///
    /// @param queries by their number; they are not changed
    public static SortedMap<String, QueryState> after(
            SortedMap<String, QueryState> queries, QueryEvent event, Instant at, EventLine.@Nullable Actor by) {
        Optional<QueryState> next = switch (event) {
            case QueryOpened opened ->
                known(opened.asked(), opened.sealed()).map(asked -> QueryState.opened(opened.query(), asked, at, by));
            case QueryChanged changed ->
                known(changed.change(), changed.sealed())
                        .flatMap(change -> Optional.ofNullable(queries.get(changed.query()))
                                .map(query -> query.after(change, at, by)));
        };
        return next.<SortedMap<String, QueryState>>map(
                        state -> Persistent.of(queries).plus(state.query(), state))
                .orElse(queries);
    }

    private static <T> Optional<T> known(@Nullable T open, @Nullable Sealed<T> sealed) {
        return sealed instanceof Sealed.Open<T>(var opened) ? Optional.of(opened) : Optional.ofNullable(open);
    }

    /// The query of that number.
    public Optional<QueryState> query(String number) {
        return Optional.ofNullable(queries.get(number));
    }

    public Collection<QueryState> all() {
        return queries.values();
    }

    /// The number of a query of the same cause about which somebody still has to do something.
    ///
    /// @param sealed whether it is one of those who may know what is sealed
    public Optional<String> pending(DataQuery asked, boolean sealed) {
        return all().stream()
                .filter(query -> query.pending() && query.query().startsWith("S") == sealed)
                .filter(query -> query.asked().sameCause(asked))
                .map(QueryState::query)
                .findFirst();
    }

    /// The number of the next query.
    public String next(boolean isSealed) {
        return next(isSealed, 0);
    }

    /// The number of the one behind some others that are opened with it.
    public String next(boolean isSealed, int others) {
        return isSealed ? "S" + (sealed + 1 + others) : "Q" + (open + 1 + others);
    }
}
