package org.trialbook.view.overview;

import static org.trialbook.view.overview.StudyProjection.STUDY;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.VersionsInForce;
import org.trialbook.casebook.VersionsInForce.Version;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolLabels;
import org.trialbook.protocol.Protocols;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.Parameters;

/// The versions of the protocol that held at a moment, each where and for whom [VersionsInForce] says. Made for one
/// answer, in which many subjects may be asked about. Their words are in the language that is asked for, where they
/// are translated to it.
public final class SubjectProtocols {
    /// Each file is one object, for as long as it is used; and is made in a language once.
    private static final Cache<Protocol, Map<String, Protocol>> SAID =
            Caffeine.newBuilder().weakKeys().maximumSize(64).build();

    private final Map<String, Protocol> read = new HashMap<>();
    private final VersionsInForce versions;
    private final @Nullable Protocol newest;
    private final TrialRecord record;
    private final Parameters parameters;

    public SubjectProtocols(Snapshot snapshot, Parameters parameters) {
        versions = snapshot.one(STUDY, parameters.study().value())
                .map(StudyView::versions)
                .orElse(VersionsInForce.NONE);
        this.parameters = parameters;
        newest =
                ProtocolInForce.at(snapshot, parameters.study()).map(this::said).orElse(null);
        record = parameters.record();
    }

    /// Which version holds where.
    public VersionsInForce versions() {
        return versions;
    }

    /// The newest version; empty before the first was published.
    public Optional<Protocol> newest() {
        return Optional.ofNullable(newest);
    }

    /// The version that holds at a site, or the newest where none is named.
    public Optional<Protocol> at(@Nullable SiteId site) {
        return site == null ? newest() : versions.at(site).map(this::read);
    }

    /// The version that holds for a subject.
    public Optional<Protocol> of(SubjectView subject) {
        return subject.site() == null
                ? newest()
                : versions.of(new SiteId(subject.site()), subject.version()).map(this::read);
    }

    /// The version that held for a subject when the event at a position was recorded.
    public Optional<Protocol> of(SubjectView subject, long position) {
        return subject.site() == null
                ? newest()
                : versions.of(new SiteId(subject.site()), subject.version(), position)
                        .map(this::read);
    }

    private Protocol read(String version) {
        return newest != null && newest.version().equals(version)
                ? newest
                : read.computeIfAbsent(version, this::published);
    }

    private Protocol published(String version) {
        return versions.published().stream()
                .filter(each -> each.version().equals(version))
                .map(Version::position)
                .flatMap(position -> record.event(position).stream())
                .map(ProjectedEvent::event)
                .map(event -> said(Protocols.of((ProtocolPublished) event)))
                .findFirst()
                .orElseThrow();
    }

    private Protocol said(Protocol protocol) {
        if (protocol.translations().isEmpty()) {
            return protocol;
        }
        List<String> known = new ArrayList<>(List.of(protocol.language()));
        known.addAll(protocol.translations().keySet());
        String language = parameters.language(known).orElse(protocol.language());
        return SAID.get(protocol, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(language, in -> ProtocolLabels.in(protocol, in));
    }
}
