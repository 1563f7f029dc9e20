package org.trialbook.view.queries;

import java.util.Collections;
import java.util.Set;
import org.trialbook.casebook.QueryStates;
import org.trialbook.event.EventTag;
import org.trialbook.event.QueryEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [QueriesView] for each subject about whom anything was asked: of queries that everybody
/// may know, or of those that are sealed.
public final class QueryProjection implements Projection<QueriesView> {

    public static final QueryProjection QUERIES = new QueryProjection("queries", true);
    public static final QueryProjection SEALED_QUERIES = new QueryProjection("sealed-queries", false);

    private final String name;
    private final boolean open;

    private QueryProjection(String name, boolean open) {
        this.name = name;
        this.open = open;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<QueriesView> type() {
        return QueriesView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return event instanceof QueryEvent query && query.open() == open
                ? Set.of(query.subject().value())
                : Set.of();
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(QueryEvent.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public QueriesView initial(String id) {
        return new QueriesView(id, Collections.emptySortedMap());
    }

    @Override
    public QueriesView apply(QueriesView view, ProjectedEvent recorded) {
        return recorded.event() instanceof QueryEvent event
                ? new QueriesView(
                        view.subject(),
                        QueryStates.after(view.queries(), event, recorded.recordedAt(), recorded.actor()))
                : view;
    }
}
