package org.trialbook.view.unblinded.envelopes;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.unblinded.envelopes.EnvelopesView.Issue;

/// Folds the record into one [EnvelopesView] per site.
public final class EnvelopesProjection implements Projection<EnvelopesView> {

    public static final EnvelopesProjection ENVELOPES = new EnvelopesProjection();

    private EnvelopesProjection() {}

    @Override
    public String name() {
        return "envelopes";
    }

    @Override
    public Class<EnvelopesView> type() {
        return EnvelopesView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case StudyEvent.SiteOpened opened -> Set.of(opened.site().value());
            case StudyEvent.EnvelopesIssued issued -> Set.of(issued.site().value());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(StudyEvent.SiteOpened.class, StudyEvent.EnvelopesIssued.class);
    }

    @Override
    public EnvelopesView initial(String id) {
        return new EnvelopesView(id, null, Collections.emptySortedMap());
    }

    @Override
    public EnvelopesView apply(EnvelopesView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case StudyEvent.SiteOpened opened -> new EnvelopesView(view.site(), opened.name(), view.issues());
            case StudyEvent.EnvelopesIssued issued -> {
                SortedMap<Integer, Issue> issues = new TreeMap<>(view.issues());
                issues.put(
                        issued.issue(),
                        new Issue(
                                issued.issue(),
                                recorded.recordedAt(),
                                issued.subjects().stream().map(SubjectId::value).toList()));
                yield new EnvelopesView(view.site(), view.name(), Collections.unmodifiableSortedMap(issues));
            }
            default -> view;
        };
    }
}
