package org.trialbook.view.protocol;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.UrgentVersions;
import org.trialbook.casebook.VersionsInForce.Since;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.UrgentVersionEvent.LateApprovalRecorded;
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.authoring.ProtocolDifference;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.sites.SiteZones;

/// Every version of the protocol, what it changes, where it holds since when, and whom it touches: of which
/// subjects, at which sites, something is recorded of a form or a visit that is another one since. `site` narrows
/// it to one site.
public final class ProtocolVersionsQuestion extends Question<QuestionAnswer> {

    static final QuestionPermission PERMISSION =
            QuestionPermission.of("protocol-versions").and(SITE_STAFF).and(OVERSIGHT);

    private static final Set<String> URGENT = Set.of(
            EventTypes.nameOf(VersionActivatedAtOnce.class).qualified(),
            EventTypes.nameOf(LateApprovalRecorded.class).qualified());

    public ProtocolVersionsQuestion() {
        super(PERMISSION, "/protocol/versions", List.of("site"));
    }

    record VersionsAnswer(List<Version> versions) {}

    /// @param changes in the file's order; none of the first version
    /// @param forms those that are asked otherwise, are new, or are left out
    /// @param visits likewise
    /// @param awaitsSites whether sites that were open go on under theirs until it is activated there
    /// @param holds where it holds or held; none where it is activated nowhere
    /// @param touched site → subjects of whom something of these is recorded
    record Version(
            String version,
            String hash,
            Instant publishedAt,
            boolean awaitsSites,
            List<Held> holds,
            List<ProtocolDifference.Change> changes,
            List<String> forms,
            List<String> visits,
            SortedMap<String, List<String>> touched) {}

    /// A time in which a version holds at a site.
    ///
    /// @param until null while it does
    /// @param subjects for how many of the site's subjects it holds now, also where the site itself has gone on
    /// @param urgent why it held before its approval; null where it was approved first, or needed no approval
    record Held(
            String site,
            Instant since,
            @Nullable Instant until,
            long subjects,
            @Nullable HeldAtOnce urgent) {}

    /// @param hazard what subjects would have been exposed to
    /// @param due until when its approval is to be there
    /// @param overdue whether it is not there, and that day is over at the site
    /// @param approvedOn null while it is not there; `approval` is the committee's reference
    record HeldAtOnce(
            String hazard,
            LocalDate due,
            boolean overdue,
            @Nullable LocalDate approvedOn,
            @Nullable String approval) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        Collection<SubjectView> subjects = SiteScope.subjects(snapshot.all(SUBJECTS), caller, parameters.siteAsked())
                .values();
        SiteId only = caller.site() == null ? parameters.siteAsked() : caller.site();
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        Map<String, List<Held>> holds =
                holds(protocols, only, subjects, parameters.record(), urgent(snapshot, parameters));
        List<Version> versions = new ArrayList<>();
        @Nullable Protocol before = null;
        for (long position : parameters.record().ofTypes(Set.of(PublishedKnowledge.PUBLISHED), 0, snapshot.size())) {
            ProjectedEvent recorded = parameters.record().event(position).orElseThrow();
            if (recorded.event() instanceof ProtocolPublished published) {
                Protocol version = Protocols.of(published);
                List<Held> held = holds.getOrDefault(published.protocolVersion(), List.of());
                versions.add(version(published, recorded.recordedAt(), held, before, version, subjects));
                before = version;
            }
        }
        return QuestionAnswer.whole(new VersionsAnswer(versions));
    }

    /// Version → where it holds or held, by site.
    private static Map<String, List<Held>> holds(
            SubjectProtocols protocols,
            @Nullable SiteId only,
            Collection<SubjectView> subjects,
            TrialRecord record,
            BiFunction<String, String, Optional<HeldAtOnce>> urgent) {
        Map<String, List<Held>> holds = new LinkedHashMap<>();
        Map<String, Map<String, Long>> counts = counts(protocols, subjects);
        protocols.versions().sites().forEach((site, held) -> {
            if (only != null && !only.value().equals(site)) {
                return;
            }
            Map<String, Long> ofSite = counts.getOrDefault(site, Map.of());
            for (int i = 0; i < held.size(); i++) {
                Since since = held.get(i);
                Instant until = i == held.size() - 1
                        ? null
                        : record.line(held.get(i + 1).position()).recordedAt();
                holds.computeIfAbsent(since.version(), version -> new ArrayList<>())
                        .add(new Held(
                                site,
                                record.line(since.position()).recordedAt(),
                                until,
                                ofSite.getOrDefault(since.version(), 0L),
                                urgent.apply(site, since.version()).orElse(null)));
            }
        });
        return holds;
    }

    /// Site and version → why it held before its approval.
    private static BiFunction<String, String, Optional<HeldAtOnce>> urgent(Snapshot snapshot, Parameters parameters) {
        UrgentVersions versions = new UrgentVersions();
        for (long position : parameters.record().ofTypes(URGENT, 0, snapshot.size())) {
            parameters.record().event(position).ifPresent(each -> versions.take(each.event(), each.recordedAt()));
        }
        SiteZones zones = new SiteZones(snapshot);
        return (site, version) -> versions.at(new SiteId(site), version).map(urgent -> {
            LocalDate due = urgent.due(zones.of(site));
            boolean late = zones.today(site, parameters.now()).isAfter(due);
            return new HeldAtOnce(
                    urgent.hazard(), due, urgent.awaitsApproval() && late, urgent.approvedOn(), urgent.approval());
        });
    }

    /// Site → version → for how many of the site's subjects it holds; in one walk, however many sites there are.
    private static Map<String, Map<String, Long>> counts(SubjectProtocols protocols, Collection<SubjectView> subjects) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (SubjectView subject : subjects) {
            if (subject.site() != null) {
                protocols
                        .of(subject)
                        .ifPresent(own -> counts.computeIfAbsent(subject.site(), site -> new HashMap<>())
                                .merge(own.version(), 1L, Long::sum));
            }
        }
        return counts;
    }

    private static Version version(
            ProtocolPublished published,
            Instant at,
            List<Held> holds,
            @Nullable Protocol before,
            Protocol version,
            Collection<SubjectView> subjects) {
        VersionChange change = before == null ? VersionChange.NONE : VersionChange.between(before, version, subjects);
        return new Version(
                published.protocolVersion(),
                published.contentHash(),
                at,
                published.awaitsSites(),
                holds,
                change.changes(),
                change.forms(),
                change.visits(),
                change.touched());
    }
}
