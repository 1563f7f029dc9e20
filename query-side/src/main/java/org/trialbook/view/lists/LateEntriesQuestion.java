package org.trialbook.view.lists;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.CourseDays;
import org.trialbook.event.CasebookNote;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.FormEvent;
import org.trialbook.event.NoteEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// What was recorded `days` or more after the day for which it was, such as what was written on paper while the
/// record could not be reached: two weeks unless another number is asked for. Notes that say who wrote on paper, and
/// when, stand among it. Of events alone that the blinded
/// are shown, and by their own days. `site` narrows it to one site.
///
/// A page looks at a bounded number of events, so it may hold fewer than its limit, or none, and still have a
/// next one; it begins behind so many events of these kinds, late or not.
public final class LateEntriesQuestion extends Question<QuestionAnswer> {
    private static final int DAYS = 14;
    private static final int MOST_LOOKED_AT = 2_000;

    /// All of each kind is shown to the blinded, so that their number tells nothing that is withheld.
    private static final Set<String> TYPES = Stream.<Class<? extends SubjectEvent>>of(
                    SubjectEvent.SubjectRegistered.class,
                    SubjectEvent.ConsentSigned.class,
                    SubjectEvent.EligibilityConfirmed.class,
                    SubjectEvent.ScreenFailed.class,
                    SubjectEvent.VisitDone.class,
                    FormEvent.AssessmentRecorded.class,
                    NoteEvent.NoteAdded.class)
            .map(type -> EventTypes.nameOf(type).qualified())
            .collect(Collectors.toUnmodifiableSet());

    public LateEntriesQuestion() {
        super(
                QuestionPermission.of("late-entries").and(SITE_STAFF).and(OVERSIGHT),
                "/late-entries",
                List.of("limit", "site", "days", "cursor"));
    }

    record LateEntriesAnswer(List<Late> entries) {}

    /// @param on the day for which it was recorded
    /// @param days how much later it was recorded
    record Late(String subject, String site, LocalDate on, long days, Object event) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        int next = Math.toIntExact(Math.min(parameters.number("cursor", 0), Integer.MAX_VALUE));
        int limit = PageRequest.limit(parameters.text("limit"), 200);
        long days = parameters.number("days", DAYS);
        if (days < 1) {
            throw new ProblemException(Problems.malformedParameter("days"));
        }
        SiteId site = caller.site() == null ? parameters.siteAsked() : caller.site();
        TrialRecord record = parameters.record();
        long[] all = record.ofTypes(TYPES, 0, snapshot.size());
        long[] shown = site == null
                ? all
                : TrialRecord.both(all, record.withTag(new EventTag(EventTag.SITE, site.value()), snapshot.size()));
        List<Late> late = new ArrayList<>();
        for (int looked = 0; next < shown.length && looked < MOST_LOOKED_AT && late.size() < limit; looked++) {
            record.event(shown[next++])
                    .flatMap(recorded -> late(recorded, days, caller, parameters))
                    .ifPresent(late::add);
        }
        return new QuestionAnswer(new LateEntriesAnswer(late), next < shown.length ? Integer.toString(next) : null);
    }

    private static Optional<Late> late(ProjectedEvent recorded, long days, Caller caller, Parameters parameters) {
        SubjectEvent event = (SubjectEvent) recorded.event();
        LocalDate recordedOn = LocalDate.ofInstant(recorded.recordedAt(), ZoneOffset.UTC);
        return day(event)
                .filter(on -> ChronoUnit.DAYS.between(on, recordedOn) >= days)
                .map(on -> {
                    SubjectEvents.Line line = SubjectEvents.line(recorded, caller, parameters);
                    return new Late(
                            line.subject(), line.site(), on, ChronoUnit.DAYS.between(on, recordedOn), line.event());
                });
    }

    /// The day for which it was recorded; of a note, the day on which its place was written on paper.
    private static Optional<LocalDate> day(SubjectEvent event) {
        if (event instanceof NoteEvent.NoteAdded noted) {
            return Optional.ofNullable(noted.note().onPaper()).map(CasebookNote.OnPaper::on);
        }
        CourseDays course = new CourseDays();
        course.apply(event);
        return course.latest().map(CourseDays.Recorded::on);
    }
}
