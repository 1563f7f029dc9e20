package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Anchors;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;

/// When a subject's visits are due: counted from acts, from other visits, and from days that were answered on forms. It
/// knows what everybody may know and nothing else, so that what is due is the same whatever is sealed.
public record VisitSchedule(VisitDates dates, DatedAnswers answers) {

    /// What ended a visit before it was due.
    ///
    /// @param by as the protocol names it: an act, a visit, or a date on a form
    public record End(String by, LocalDate on) {}

    /// The visit's window, or nothing for a visit without a fixed date or whose anchor has not happened.
    public Optional<VisitWindow> window(Visit visit) {
        return anchor(visit)
                .map(day -> shifted(day, visit.day()))
                .map(target ->
                        new VisitWindow(shifted(target, -visit.before()), target, shifted(target, visit.after())));
    }

    /// The first day on which the visit, or a form of it, can have taken place: that of what it is counted from, or the
    /// day on which its window opens where the protocol lets it be earlier. Nothing for a visit without a window.
    public Optional<LocalDate> earliest(Visit visit) {
        return anchor(visit)
                .flatMap(anchor ->
                        window(visit).map(VisitWindow::opens).map(opens -> anchor.isBefore(opens) ? anchor : opens));
    }

    /// What ended the visit: the first of what the protocol names that happened before the day on which it was due.
    public Optional<End> end(Visit visit) {
        Optional<VisitWindow> window = window(visit);
        return visit.ends().stream()
                .flatMap(by -> day(by).map(on -> new End(by, on)).stream())
                .filter(end ->
                        window.isEmpty() || end.on().isBefore(window.get().target()))
                .min(Comparator.comparing(End::on).thenComparing(End::by));
    }

    /// A protocol's visits, and behind them those of this subject that nobody could plan, by number.
    public List<Visit> visits(Protocol protocol) {
        return Stream.concat(protocol.schedule().stream(), unscheduled(protocol))
                .toList();
    }

    /// Those of which something was recorded.
    private Stream<Visit> unscheduled(Protocol protocol) {
        if (protocol.visits().stream().noneMatch(Visit::unscheduled)) {
            return Stream.empty();
        }
        return Stream.concat(
                        dates.outcomes().keySet().stream(),
                        answers.forms().keySet().stream()
                                .flatMap(path -> Optional.ofNullable(
                                        FormInstance.at(path).visit())
                                        .stream()))
                .distinct()
                .flatMap(code -> NumberedVisit.of(code).stream())
                .filter(named -> protocol.defined(named.visit())
                        .filter(Visit::unscheduled)
                        .isPresent())
                .sorted(Comparator.comparing(NumberedVisit::visit).thenComparing(NumberedVisit::number))
                .flatMap(named -> protocol.visit(named.code()).stream());
    }

    private Optional<LocalDate> anchor(Visit visit) {
        @Nullable String anchor = visit.anchor();
        return anchor == null ? Optional.empty() : day(anchor);
    }

    /// The day of what a protocol names. Of several visits, and of several answers, the earliest counts.
    Optional<LocalDate> day(String named) {
        Optional<String> act = Anchors.named(named);
        if (act.isPresent()) {
            return Optional.ofNullable(dates.anchors().get(act.get()));
        }
        int slash = named.indexOf('/');
        return slash < 0 ? visited(named) : answered(named.substring(0, slash), named.substring(slash + 1));
    }

    private Optional<LocalDate> visited(String code) {
        VisitOutcome once = dates.outcomes().get(code);
        return once != null
                ? Optional.ofNullable(once.doneOn())
                : dates.outcomes().tailMap(code + ".").entrySet().stream()
                        .takeWhile(visit -> visit.getKey().startsWith(code + "."))
                        .flatMap(visit -> Optional.ofNullable(visit.getValue().doneOn()).stream())
                        .min(Comparator.naturalOrder());
    }

    private Optional<LocalDate> answered(String form, String item) {
        return answers.forms().entrySet().stream()
                .filter(answered -> FormInstance.at(answered.getKey()).form().equals(form))
                .flatMap(answered ->
                        Optional.ofNullable(answered.getValue().answers().get(item)).stream())
                .flatMap(answer -> EditChecks.day(answer).stream())
                .min(Comparator.naturalOrder());
    }

    /// Earlier programs took days of any year: at the ends of the calendar a window is cut off.
    private static LocalDate shifted(LocalDate day, int days) {
        return LocalDate.ofEpochDay(
                Math.clamp(day.toEpochDay() + days, LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay()));
    }
}
