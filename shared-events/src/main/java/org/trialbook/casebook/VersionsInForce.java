package org.trialbook.casebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;
import org.trialbook.protocol.Protocols;

/// Which version of the protocol holds where: the one place that decides it, for rules and for views. A version
/// that awaits sites holds at those that open later, and at each of the others once it is activated there; one that
/// does not holds everywhere at once. It never changes, so that a view can hold it.
///
/// What concerns the study as a whole goes by the newest version wherever it is activated: arms, allocation,
/// target, caps, kits, and what readers are asked. So does what is sealed and who is blind, by all of them
/// ([StudyBlinding]).
///
/// @param published in the order in which they were
/// @param sites site → the versions that held there, in their order; of the sites that are open
public record VersionsInForce(List<Version> published, SortedMap<String, List<Since>> sites) {

    /// Nothing is published.
    public static final VersionsInForce NONE = new VersionsInForce(List.of(), Collections.emptySortedMap());

    /// @param position of the event that published it
    /// @param subjectsMove whether a site's subjects come under it with their site
    public record Version(String version, long position, boolean subjectsMove) {}

    /// @param position of the event since which it holds
    /// @param forSubjects whether also for the subjects that had consented before
    public record Since(String version, long position, boolean forSubjects) {}

    /// What holds after one more event.
    ///
    /// @param position the event's place in the record
    public VersionsInForce after(TrialEvent event, long position) {
        return switch (event) {
            case ProtocolPublished e -> published(e, position);
            case SiteOpened e ->
                sites.containsKey(e.site().value()) || published.isEmpty()
                        ? this
                        : at(e.site().value(), new Since(published.getLast().version(), position, false));
            case VersionActivated e ->
                at(e.site().value(), new Since(e.protocolVersion(), position, subjectsMove(e.protocolVersion())));
            case VersionActivatedAtOnce e ->
                at(e.site().value(), new Since(e.protocolVersion(), position, subjectsMove(e.protocolVersion())));
            default -> this;
        };
    }

    private VersionsInForce published(ProtocolPublished event, long position) {
        List<Version> all = new ArrayList<>(published);
        all.add(new Version(
                event.protocolVersion(), position, Protocols.of(event).subjectsMove()));
        VersionsInForce next = new VersionsInForce(List.copyOf(all), sites);
        if (!event.awaitsSites()) {
            for (String site : sites.keySet()) {
                next = next.at(site, new Since(event.protocolVersion(), position, true));
            }
        }
        return next;
    }

    private boolean subjectsMove(String version) {
        return published.stream().anyMatch(each -> each.version().equals(version) && each.subjectsMove());
    }

    private VersionsInForce at(String site, Since since) {
        SortedMap<String, List<Since>> all = new TreeMap<>(sites);
        List<Since> held = new ArrayList<>(all.getOrDefault(site, List.of()));
        held.add(since);
        all.put(site, List.copyOf(held));
        return new VersionsInForce(published, Collections.unmodifiableSortedMap(all));
    }

    /// The newest version; empty before the first.
    public Optional<String> newest() {
        return published.isEmpty()
                ? Optional.empty()
                : Optional.of(published.getLast().version());
    }

    /// The version that holds at a site; at one that is not open, the one that will.
    public Optional<String> at(SiteId site) {
        List<Since> held = sites.getOrDefault(site.value(), List.of());
        return held.isEmpty() ? newest() : Optional.of(held.getLast().version());
    }

    /// The version that holds for a subject: the one under which it consented, or to which it was moved since, by
    /// an act of its own or with its site. Before its consent, the site's.
    public Optional<String> of(SiteId site, OwnVersion subject) {
        return of(site, subject, Long.MAX_VALUE);
    }

    /// The version that held for a subject when the event at a position was recorded.
    public Optional<String> of(SiteId site, OwnVersion subject, long position) {
        List<Since> held = sites.getOrDefault(site.value(), List.of()).stream()
                .filter(since -> since.position() < position)
                .toList();
        if (held.isEmpty()) {
            return newest();
        }
        boolean consented = subject.consentedAt() >= 0 && subject.consentedAt() < position;
        Since own = held.getFirst();
        for (Since since : held) {
            boolean before = !consented || since.position() < subject.consentedAt();
            own = before || since.forSubjects() ? since : own;
        }
        for (Since moved : subject.moves()) {
            own = moved.position() < position && moved.position() > own.position() ? moved : own;
        }
        return Optional.of(own.version());
    }

    /// The versions that are newer than the one that holds at the site, in their order.
    public List<String> waitingAt(SiteId site) {
        List<String> all = published.stream().map(Version::version).toList();
        return at(site).map(held -> all.subList(all.lastIndexOf(held) + 1, all.size()))
                .orElse(all);
    }
}
