package org.trialbook.view.timeline;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.timeline.TimelineProjection.TIMELINES;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.casebook.OddDays;
import org.trialbook.event.SubjectId;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// Everything recorded about a subject. `cursor` is a position, or an ordinal, behind which a page begins.
public final class TimelineQuestion extends Question<QuestionAnswer> {

    public TimelineQuestion() {
        super(
                QuestionPermission.of("timeline", ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/subjects/{subject}/timeline",
                PAGES);
    }

    /// @param marks what is odd about the days of the whole timeline; see [OddDays]
    record TimelineAnswer(String subject, @Nullable String site, List<OddDays.Mark> marks, List<?> entries) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SubjectId subject = parameters.subject();
        long behind = parameters.number("cursor", -1);
        int limit = PageRequest.of(parameters.text("limit"), null).limit();
        TimelineView view = snapshot.one(TIMELINES, subject.value())
                .filter(found -> found.site() != null)
                .orElseThrow(NoSuchException::subject);
        List<TimelineView.Entry> rest = entries(caller, snapshot, view)
                .filter(entry -> parameters.place(caller, subject, entry.position()) > behind)
                .toList();
        List<TimelineView.Entry> shown = rest.size() > limit ? rest.subList(0, limit) : rest;
        return new QuestionAnswer(
                new TimelineAnswer(
                        subject.value(),
                        view.site(),
                        marks(snapshot, parameters, subject),
                        shown.stream()
                                .map(entry -> parameters.placed(caller, subject, entry))
                                .toList()),
                shown.size() < rest.size()
                        ? Long.toString(parameters.place(
                                caller, subject, shown.getLast().position()))
                        : null);
    }

    private static List<OddDays.Mark> marks(Snapshot snapshot, Parameters parameters, SubjectId subject) {
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        return snapshot.one(SUBJECTS, subject.value())
                .flatMap(found -> protocols.of(found).map(found::marks))
                .orElse(List.of());
    }

    /// What became of a read after its registration is the core lab's, and not the site's.
    private static Stream<TimelineView.Entry> entries(Caller caller, Snapshot snapshot, TimelineView view) {
        if (caller.site() != null) {
            return view.entries().stream().map(entry -> entry.to(caller));
        }
        return Stream.concat(
                        view.entries().stream(),
                        view.reads().stream()
                                .flatMap(read -> snapshot.one(TIMELINES, read).stream())
                                .flatMap(read -> read.entries().stream()))
                .sorted(Comparator.comparingLong(TimelineView.Entry::position));
    }
}
