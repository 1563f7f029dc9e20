package org.trialbook.trial.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Precondition;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.DayBounds;
import org.trialbook.trial.act.OnSubject;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal;
import org.trialbook.trial.subject.Chart.Subject;

/// The rules that many acts on a subject share, each under its name.
///
/// @param <A> the act
/// @param act the act's name
/// @param on the day the act is said to have happened, in the calendar of the subject's site
public record SubjectRules<A extends OnSubject>(String act, BiFunction<A, Chart, LocalDate> on) {

    /// Of an act that names its day.
    public static <A extends OnSubject> SubjectRules<A> dated(String act, Function<A, LocalDate> day) {
        return new SubjectRules<>(act, (a, chart) -> day.apply(a));
    }

    /// Of an act that says at what time it happened.
    public static <A extends OnSubject> SubjectRules<A> timed(String act) {
        return new SubjectRules<>(act, SubjectRules::day);
    }

    /// The day at the subject's site on which an act happened that says at what time it did.
    public static <A extends OnSubject> LocalDate day(A act, Chart chart) {
        return act.context().occurredOn(chart.zone());
    }

    /// The day at the subject's site on which an act is recorded.
    public static <A extends OnSubject> LocalDate today(A act, Chart chart) {
        return act.context().today(chart.zone());
    }

    /// What is asked first of an act that decides something: protocol, subject, site, withdrawal, order and dates.
    public List<Rule<A, Chart>> ofDecision() {
        return with(List.of(), notWithdrawn());
    }

    /// What is asked first of an act that records a fact: a fact from before the withdrawal may be entered late.
    ///
    /// @param beforeTheCourse what is asked before anything of the subject's course is looked at
    @SafeVarargs
    public final List<Rule<A, Chart>> ofFact(Rule<A, Chart>... beforeTheCourse) {
        return with(List.of(beforeTheCourse), notWithdrawnBefore());
    }

    private List<Rule<A, Chart>> with(List<Rule<A, Chart>> beforeTheCourse, Rule<A, Chart> withdrawal) {
        return Stream.of(
                        List.of(protocolPublished(), subjectRegistered(), mayKnowWhatItWaitsFor()),
                        beforeTheCourse,
                        List.of(
                                siteOpen(),
                                withdrawal,
                                happened(),
                                inOrder(),
                                notBeforeWhatComesFirst(),
                                cameToWhatComesFirst()))
                .flatMap(List::stream)
                .toList();
    }

    public Rule<A, Chart> protocolPublished() {
        return new Rule<>(
                "the protocol is published",
                (a, chart) -> chart.protocol() == null ? new SequenceRefusal.NoProtocol() : null);
    }

    public Rule<A, Chart> subjectRegistered() {
        return new Rule<>(
                "the subject is registered",
                (a, chart) -> chart.subject() instanceof Subject.Unregistered
                        ? new SequenceRefusal.UnknownSubject(a.subject())
                        : null);
    }

    public Rule<A, Chart> siteOpen() {
        return new Rule<>(
                "the site is open",
                (a, chart) -> chart.siteOpen()
                        ? null
                        : new SequenceRefusal.SiteNotOpen(a.subject().site()));
    }

    public Rule<A, Chart> notWithdrawn() {
        return new Rule<>(
                "the subject has not withdrawn",
                (a, chart) -> chart.subject() instanceof Subject.Withdrawn withdrawn
                        ? new SequenceRefusal.SubjectHasWithdrawn(withdrawn.on())
                        : null);
    }

    public Rule<A, Chart> notWithdrawnBefore() {
        return new Rule<>(
                "the subject had not withdrawn by then",
                (a, chart) -> chart.subject() instanceof Subject.Withdrawn withdrawn
                                && on.apply(a, chart).isAfter(withdrawn.on())
                        ? new SequenceRefusal.SubjectHasWithdrawn(withdrawn.on())
                        : null);
    }

    public Rule<A, Chart> happened() {
        return new Rule<>("it has happened, and in the person's life", (a, chart) -> {
            LocalDate day = on.apply(a, chart);
            Refusal outOfBounds = DayBounds.refusal(day, today(a, chart));
            int born =
                    chart.history().map(history -> history.days().birthYear()).orElse(day.getYear());
            return outOfBounds == null && day.getYear() < born
                    ? new SequenceRefusal.TooLongAgo(day, LocalDate.of(born, 1, 1))
                    : outOfBounds;
        });
    }

    public Rule<A, Chart> inOrder() {
        return new Rule<>("what the law and the protocol put first was recorded", (a, chart) -> {
            List<String> missing = before(chart).stream()
                    .filter(first -> !recorded(chart, first))
                    .toList();
            return missing.isEmpty() ? null : new SequenceRefusal.OutOfOrder(act, missing);
        });
    }

    public Rule<A, Chart> notBeforeWhatComesFirst() {
        return new Rule<>("it did not happen before what the protocol puts first", (a, chart) -> {
            LocalDate day = on.apply(a, chart);
            return before(chart).stream()
                    .map(first -> earlier(day, first, when(chart, first)))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
        });
    }

    /// A refusal for want of a successful attempt would tell how the attempts went: who must not know that is
    /// refused whatever happened.
    public Rule<A, Chart> mayKnowWhatItWaitsFor() {
        return new Rule<>(
                "who acts may know what it waits for",
                (a, chart) -> a.context().actor().role().blinded()
                                && ordered(chart).stream().anyMatch(Precondition::success)
                        ? new SequenceRefusal.WaitsForWhatIsSealed(act)
                        : null);
    }

    public Rule<A, Chart> cameToWhatComesFirst() {
        return new Rule<>("what the protocol puts first came to what it asks", (a, chart) -> {
            LocalDate day = on.apply(a, chart);
            return ordered(chart).stream()
                    .map(first -> cameTo(first, day, chart.history().orElseThrow()))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
        });
    }

    private Optional<Refusal> cameTo(Precondition first, LocalDate day, Chart.History history) {
        if (first.success()) {
            boolean succeeded =
                    history.succeededOn().filter(then -> !day.isBefore(then)).isPresent();
            return succeeded ? Optional.empty() : Optional.of(new SequenceRefusal.NoSuccessfulAttempt(act));
        }
        return first.submission() && !history.submitted(first.recording())
                ? Optional.of(new SequenceRefusal.OutOfOrder(act, List.of(first.toString())))
                : Optional.empty();
    }

    /// The act is recorded once for a subject.
    public Rule<A, Chart> once() {
        return new Rule<>("it is recorded once", (a, chart) -> {
            @Nullable LocalDate day = when(chart, act).orElse(null);
            return day == null ? null : new SequenceRefusal.AlreadyRecorded("%s on %s".formatted(act, day));
        });
    }

    private List<String> before(Chart chart) {
        Protocol protocol = chart.protocol();
        return protocol == null ? List.of() : protocol.before(act);
    }

    private List<Precondition> ordered(Chart chart) {
        Protocol protocol = chart.protocol();
        return protocol == null ? List.of() : protocol.ordered(act);
    }

    private static boolean recorded(Chart chart, String act) {
        return chart.history().filter(history -> history.recorded(act)).isPresent();
    }

    private static Optional<LocalDate> when(Chart chart, String act) {
        return chart.history().flatMap(history -> history.when(act));
    }

    private static Optional<Refusal> earlier(LocalDate day, String first, Optional<LocalDate> when) {
        return when.filter(day::isBefore).map(earliest -> new SequenceRefusal.TooEarly(day, first, earliest));
    }
}
