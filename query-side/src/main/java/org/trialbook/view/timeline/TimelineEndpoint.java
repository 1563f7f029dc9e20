package org.trialbook.view.timeline;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.timeline.TimelineProjection.TIMELINES;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.OddDays;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.answer.SiteScope;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;

/// `GET …/subjects/{subject}/timeline`
@RestController
public final class TimelineEndpoint {

    private final QueryResponses responses;

    public TimelineEndpoint(QueryResponses responses) {
        this.responses = responses;
    }

    /// @param marks what is odd about the days of the whole timeline; see [OddDays]
    record TimelineAnswer(String subject, @Nullable String site, List<OddDays.Mark> marks, List<?> entries) {}

    /// @param number the entry's position; for those who may not know positions, its ordinal
    private record Numbered(long number, Object entry) {}

    /// @param after only entries behind this position, or behind this ordinal
    @Asks(Question.TIMELINE)
    @GetMapping(Paths.STUDY + "/subjects/{subject}/timeline")
    public ResponseEntity<byte[]> timeline(
            Caller caller,
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.TIMELINE);
        Permissions.ownSubject(caller, subject);
        PageRequest page = PageRequest.of(limit, null);
        long behind = after == null ? -1 : number(after);
        return responses.answer(caller, asOf, snapshot -> {
            TimelineView view = snapshot.one(TIMELINES, subject.value())
                    .filter(found -> found.site() != null)
                    .orElseThrow(NoSuchException::subject);
            List<Numbered> rest = entries(caller, snapshot, view)
                    .map(entry -> new Numbered(
                            responses.place(caller, subject, entry.position()),
                            responses.placed(caller, subject, entry)))
                    .filter(entry -> entry.number() > behind)
                    .toList();
            List<Numbered> shown = rest.size() > page.limit() ? rest.subList(0, page.limit()) : rest;
            return QueryResponses.Body.page(
                    new TimelineAnswer(
                            subject.value(),
                            view.site(),
                            marks(snapshot, study, subject),
                            shown.stream().map(Numbered::entry).toList()),
                    shown.size() < rest.size() ? Long.toString(shown.getLast().number()) : null);
        });
    }

    private static List<OddDays.Mark> marks(Snapshot snapshot, StudyId study, SubjectId subject) {
        return ProtocolInForce.at(snapshot, study)
                .flatMap(protocol -> snapshot.one(SUBJECTS, subject.value()).map(found -> found.marks(protocol)))
                .orElse(List.of());
    }

    /// What became of a read after its registration is the core lab's, and not the site's.
    private static Stream<TimelineView.Entry> entries(Caller caller, Snapshot snapshot, TimelineView view) {
        if (caller.site() != null) {
            return view.entries().stream().map(entry -> toSite(caller, entry));
        }
        return Stream.concat(
                        view.entries().stream(),
                        view.reads().stream()
                                .flatMap(read -> snapshot.one(TIMELINES, read).stream())
                                .flatMap(read -> read.entries().stream()))
                .sorted(Comparator.comparingLong(TimelineView.Entry::position));
    }

    /// What a reader tells of a subject tells the site neither who reads nor in which zone.
    private static TimelineView.Entry toSite(Caller caller, TimelineView.Entry entry) {
        EventLine.Actor actor = entry.actor();
        return actor != null && SiteScope.isOfTheCoreLab(caller, actor.role())
                ? entry.byRoleAlone(actor.role())
                : entry;
    }

    private static long number(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw new ProblemException(Problems.malformedParameter("after"));
    }
}
