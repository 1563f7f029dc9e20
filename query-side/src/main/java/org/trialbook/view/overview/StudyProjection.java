package org.trialbook.view.overview;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trialbook.casebook.VersionsInForce;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Protocols;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [StudyView] per study.
public final class StudyProjection implements Projection<StudyView> {

    public static final StudyProjection STUDY = new StudyProjection();

    private StudyProjection() {}

    @Override
    public String name() {
        return "study";
    }

    @Override
    public Class<StudyView> type() {
        return StudyView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case StudyEvent.ProtocolPublished _,
                    StudyEvent.SeedShareCommitted _,
                    StudyEvent.SiteOpened _,
                    StudyEvent.VersionActivated _,
                    UrgentVersionEvent.VersionActivatedAtOnce _ ->
                Set.of(event.study().value());
            case StudyEvent _, SubjectEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                StudyEvent.ProtocolPublished.class,
                StudyEvent.SeedShareCommitted.class,
                StudyEvent.SiteOpened.class,
                StudyEvent.VersionActivated.class,
                UrgentVersionEvent.VersionActivatedAtOnce.class);
    }

    @Override
    public StudyView initial(String id) {
        return new StudyView(id, null, List.of(), new TreeMap<>(), Collections.emptySortedSet(), VersionsInForce.NONE);
    }

    @Override
    public StudyView apply(StudyView before, ProjectedEvent recorded) {
        StudyView view = before.withVersions(before.versions().after(recorded.event(), recorded.position()));
        return switch (recorded.event()) {
            case StudyEvent.ProtocolPublished published -> published(view, published);
            case StudyEvent.SeedShareCommitted committed -> {
                SortedMap<String, String> commitments = new TreeMap<>(view.seedCommitments());
                commitments.putIfAbsent(committed.party(), committed.commitment());
                yield view.with(Collections.unmodifiableSortedMap(commitments));
            }
            case StudyEvent.SiteOpened opened -> {
                SortedSet<String> open = new TreeSet<>(view.sitesOpen());
                open.add(opened.site().value());
                yield view.withSites(Collections.unmodifiableSortedSet(open));
            }
            case StudyEvent _, SubjectEvent _, ReadingEvent _, ActRefused _ -> view;
        };
    }

    private static StudyView published(StudyView view, StudyEvent.ProtocolPublished event) {
        Protocol protocol = Protocols.of(event);
        List<CodeListItem> visits = new ArrayList<>();
        protocol.schedule().forEach(visit -> visits.add(new CodeListItem(visit.code(), visit.label())));
        view.visits().stream()
                .filter(former -> protocol.visit(former.code()).isEmpty())
                .forEach(visits::add);
        return view.with(
                new StudyView.PublishedProtocol(
                        event.protocolVersion(),
                        event.contentHash(),
                        event.inLine(),
                        protocol.title(),
                        protocol.registry(),
                        protocol.target(),
                        protocol.practice()),
                List.copyOf(visits));
    }
}
