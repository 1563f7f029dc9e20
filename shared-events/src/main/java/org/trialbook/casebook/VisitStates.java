package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Visit;

/// A subject's visits: the days they are counted from, what became of each, and what was made at it.
public final class VisitStates implements Fold, OfSubject {
    /// What became of a visit; a visit of which nothing was recorded has no state.
    public enum State {
        DONE,
        MISSED
    }

    private final SubjectState subject = new SubjectState();
    private final Map<String, List<String>> made = new HashMap<>();
    private VisitDates dates = VisitDates.NONE;
    private DatedAnswers answers = DatedAnswers.NONE;

    @Override
    public SubjectState subject() {
        return subject;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        subject.apply(recorded);
        if (recorded.event() instanceof SubjectEvent event) {
            dates = dates.after(event);
            answers = answers.after(event);
        }
        switch (recorded.event()) {
            case FormEvent.AssessmentRecorded e -> made(e.visit(), e.form());
            case ReadRegistered e -> made(e.visit(), e.modality());
            case RecordingTakenBack e -> unmade(e.visit(), e.modality());
            case EnteredInError e -> e.instance().ifPresent(form -> unmade(form.visit(), form.form()));
            default -> {}
        }
    }

    private void made(@Nullable String visit, String what) {
        if (visit != null) {
            made.computeIfAbsent(visit, code -> new ArrayList<>()).add(what);
        }
    }

    private void unmade(@Nullable String visit, String what) {
        if (visit != null) {
            made.getOrDefault(visit, new ArrayList<>()).remove(what);
        }
    }

    /// What became of the visit; empty while nothing was recorded of it.
    public Optional<State> state(String visit) {
        return Optional.ofNullable(dates.outcomes().get(visit))
                .map(outcome -> outcome.done() ? State.DONE : State.MISSED);
    }

    /// The forms and recordings of the visit, in alphabetical order.
    public List<String> madeAt(String visit) {
        return made.getOrDefault(visit, List.of()).stream().distinct().sorted().toList();
    }

    /// The window, or nothing for a visit without a fixed date or whose anchor has not happened.
    public Optional<VisitWindow> window(String visit) {
        return schedule().window(visit(visit));
    }

    /// The first day on which the visit, or a form of it, can have taken place; nothing for a visit without a window.
    public Optional<LocalDate> earliest(String visit) {
        return schedule().earliest(visit(visit));
    }

    /// The visits of which something is recorded and that would have no window after the event, though they have one:
    /// what it takes away they are counted from.
    public List<String> restingOn(SubjectEvent event) {
        VisitSchedule after = new VisitSchedule(dates.after(event), answers.after(event));
        return Stream.concat(
                        dates.outcomes().keySet().stream(),
                        made.entrySet().stream()
                                .filter(visit -> !visit.getValue().isEmpty())
                                .map(Map.Entry::getKey))
                .distinct()
                .sorted()
                .filter(visit ->
                        window(visit).isPresent() && after.window(visit(visit)).isEmpty())
                .toList();
    }

    /// When the subject's visits are due.
    public VisitSchedule schedule() {
        return new VisitSchedule(dates, answers);
    }

    /// As the version in force has it, or the newest version of the protocol that had it.
    public Visit visit(String code) {
        return subject.published()
                .flatMap(protocol -> protocol.visit(code))
                .or(() -> subject.versions().visit(code))
                .orElseThrow();
    }
}
