package org.trialbook.view.timeline;

import static org.trialbook.view.timeline.TimelineProjection.TIMELINES;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import org.trialbook.event.SubjectId;
import org.trialbook.view.answer.Answers;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.projection.Moment;

/// `GET …/subjects/{subject}/timeline`
@RestController
public final class TimelineEndpoint {

    private final Answers answers;

    public TimelineEndpoint(Answers answers) {
        this.answers = answers;
    }

    record TimelineAnswer(String subject, @Nullable String site, List<TimelineView.Entry> entries) {}

    /// @param after only entries behind this position
    @Asks(Question.TIMELINE)
    @GetMapping(Paths.STUDY + "/subjects/{subject}/timeline")
    public ResponseEntity<byte[]> timeline(
            Caller caller,
            @PathVariable SubjectId subject,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.TIMELINE);
        Permissions.ownSubject(caller, subject);
        PageRequest page = PageRequest.of(limit, null);
        long behind = after == null ? -1 : position(after);
        return answers.answer(asOf, moment -> {
            TimelineView view = moment.one(TIMELINES, subject.value())
                    .filter(found -> found.site() != null)
                    .orElseThrow(NoSuchException::subject);
            List<TimelineView.Entry> rest = entries(moment, view).stream()
                    .filter(entry -> entry.position() > behind)
                    .toList();
            List<TimelineView.Entry> shown = rest.size() > page.limit() ? rest.subList(0, page.limit()) : rest;
            return Answers.Body.page(
                    new TimelineAnswer(subject.value(), view.site(), shown),
                    shown.size() < rest.size() ? Long.toString(shown.getLast().position()) : null);
        });
    }

    private static List<TimelineView.Entry> entries(Moment moment, TimelineView view) {
        List<TimelineView.Entry> entries = new ArrayList<>(view.entries());
        for (String read : view.reads()) {
            moment.one(TIMELINES, read).ifPresent(found -> entries.addAll(found.entries()));
        }
        entries.sort(Comparator.comparingLong(TimelineView.Entry::position));
        return entries;
    }

    private static long position(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw new ProblemException(Problems.malformedParameter("after"));
    }
}
