package org.trialbook.trial.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.trialbook.event.EventTag;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent;

/// Which events a decision looks at, and on whose absence of news its append is conditioned: any of the criteria.
public record Boundary(List<Criterion> criteria) {

    /// Events of any of the types that carry all of the tags.
    public record Criterion(Set<Class<? extends TrialEvent>> types, Set<EventTag> tags) {}

    public static Boundary none() {
        return new Boundary(List.of());
    }

    /// Every event of a subject, the opening of the subject's site, and the protocol that holds there.
    public static Boundary ofSubject(SubjectId subject) {
        return none().andTagged(new EventTag(EventTag.SUBJECT, subject.value())).andVersionsAt(subject.site());
    }

    /// The site's opening.
    public Boundary andSite(SiteId site) {
        return andSite(site, StudyEvent.SiteOpened.class);
    }

    @SafeVarargs
    private Boundary andSite(SiteId site, Class<? extends TrialEvent>... types) {
        return and(new Criterion(Set.of(types), Set.of(new EventTag(EventTag.SITE, site.value()))));
    }

    /// Which version of the protocol holds at the site: all versions, its opening, and what was activated there.
    public Boundary andVersionsAt(SiteId site) {
        return andSite(
                        site,
                        StudyEvent.SiteOpened.class,
                        StudyEvent.VersionActivated.class,
                        UrgentVersionEvent.VersionActivatedAtOnce.class,
                        UrgentVersionEvent.LateApprovalRecorded.class)
                .andTypes(StudyEvent.ProtocolPublished.class);
    }

    /// All events with the tag, whatever their type.
    public Boundary andTagged(EventTag tag) {
        return and(new Criterion(Set.of(), Set.of(tag)));
    }

    /// All events of the type, whatever their tags.
    public Boundary andTypes(Class<? extends TrialEvent> type) {
        return and(new Criterion(Set.of(type), Set.of()));
    }

    /// The criteria of both.
    public Boundary and(Boundary other) {
        Boundary all = this;
        for (Criterion criterion : other.criteria()) {
            all = all.and(criterion);
        }
        return all;
    }

    /// Whether the event is within it, whatever its tags.
    boolean takesIn(TrialEvent event) {
        return criteria.stream()
                .anyMatch(criterion ->
                        criterion.types().isEmpty() || criterion.types().contains(event.getClass()));
    }

    /// What of it another one does not name.
    public Boundary without(Boundary other) {
        return new Boundary(criteria.stream()
                .filter(criterion -> !other.criteria().contains(criterion))
                .toList());
    }

    public Boundary and(Criterion criterion) {
        if (criteria.contains(criterion)) {
            return this;
        }
        List<Criterion> all = new ArrayList<>(criteria);
        all.add(criterion);
        return new Boundary(List.copyOf(all));
    }
}
