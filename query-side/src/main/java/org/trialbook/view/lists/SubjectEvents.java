package org.trialbook.view.lists;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.timeline.TimelineView;

/// Every event of some kinds about a subject that the blinded are shown, in the order in which they were recorded.
/// `site` narrows it to one site. A page begins behind so many of them, which is a number that everybody who sees
/// them counts.
abstract class SubjectEvents extends Question<QuestionAnswer> {
    private final Set<String> types;

    /// @param events each about a subject, shown to the blinded, all of each kind, so that their number tells nothing
    /// that is withheld
    @SafeVarargs
    SubjectEvents(String name, Class<? extends TrialEvent>... events) {
        super(
                QuestionPermission.of(name).and(SITE_STAFF).and(OVERSIGHT),
                "/" + name,
                List.of("limit", "site", "cursor"));
        this.types = Arrays.stream(events)
                .map(event -> EventTypes.nameOf(event).qualified())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// @param total how many there are, over all pages
    record Listed(int total, List<Line> events) {}

    /// @param event as the subject's timeline shows it
    record Line(String subject, String site, Object event) {}

    @Override
    public final boolean ofRecordAlone() {
        return true;
    }

    @Override
    public final QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        int first = Math.toIntExact(Math.min(parameters.number("cursor", 0), Integer.MAX_VALUE));
        int limit = PageRequest.limit(parameters.text("limit"), 200);
        SiteId site = caller.site() == null ? parameters.siteAsked() : caller.site();
        TrialRecord record = parameters.record();
        long[] all = record.ofTypes(types, 0, snapshot.size());
        long[] shown = site == null
                ? all
                : TrialRecord.both(all, record.withTag(new EventTag(EventTag.SITE, site.value()), snapshot.size()));
        List<Line> lines = new ArrayList<>();
        for (int i = first; i < shown.length && lines.size() < limit; i++) {
            record.event(shown[i]).ifPresent(recorded -> lines.add(line(recorded, caller, parameters)));
        }
        int next = first + lines.size();
        return new QuestionAnswer(new Listed(shown.length, lines), next < shown.length ? Integer.toString(next) : null);
    }

    static Line line(ProjectedEvent recorded, Caller caller, Parameters parameters) {
        SubjectId subject = recorded.event().aboutSubject().orElseThrow();
        return new Line(
                subject.value(),
                subject.site().value(),
                parameters.placed(
                        caller, subject, TimelineView.Entry.of(recorded).to(caller)));
    }
}
