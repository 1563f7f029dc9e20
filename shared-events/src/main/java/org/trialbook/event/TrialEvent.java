package org.trialbook.event;

import java.util.Optional;
import java.util.Set;

/// Something that happened in a trial and was recorded. Every family is sealed, so that a fold which forgets an
/// event does not compile. What everybody asks of an event it answers where it is declared: its stored name and version
/// ([Stored]), its tags, and what somebody blinded may know of it.
public sealed interface TrialEvent extends ToBlinded permits StudyEvent, SubjectEvent, ReadingEvent, ActRefused {

    StudyId study();

    /// The labels the event is found by; sorted by nobody, hidden from nobody who may see the event.
    Set<EventTag> tags();

    /// Whether staff of the site may see the event: what concerns the whole study and what concerns the site.
    boolean toSite(SiteId site);

    /// Whom the event is about, where it is about one subject.
    default Optional<SubjectId> aboutSubject() {
        return Optional.empty();
    }

    /// Which site the event is about, where it is about one site.
    default Optional<SiteId> aboutSite() {
        return aboutSubject().map(SubjectId::site);
    }
}
