package org.trialbook.casebook;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.protocol.Age;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;

/// Which of a subject's days are odd beside each other: taken as they were entered, and marked, so that somebody looks.
/// What is impossible is refused when it is entered; in a log of an earlier program it stands, and is marked as well.
/// The rules are listed in docs/rules.md.
public final class OddDays {

    /// A form is filled in, and its measurements are made, within a week of the visit.
    private static final int DAYS_AROUND_A_VISIT = 7;

    /// @param rule a stable name
    /// @param visit of which visit; null for the eligibility questions, and for a form outside of any visit
    /// @param form of which form; null for a visit itself
    /// @param key of which entry; null for a form that does not repeat
    /// @param detail what is odd, in a sentence
    public record Mark(
            String rule,
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,
            String detail) {}

    private final SubjectProgress progress;
    private final VisitSchedule visits;
    private final DatedAnswers answers;
    private final Protocol protocol;
    private final List<Mark> marks = new ArrayList<>();

    private OddDays(SubjectProgress progress, VisitSchedule visits, DatedAnswers answers, Protocol protocol) {
        this.progress = progress;
        this.visits = visits;
        this.answers = answers;
        this.protocol = protocol;
    }

    /// Every mark, in the order of the protocol's visits and forms.
    public static List<Mark> of(SubjectProgress progress, VisitDates visits, DatedAnswers answers, Protocol protocol) {
        OddDays odd = new OddDays(progress, new VisitSchedule(visits, answers), answers, protocol);
        odd.eligibility();
        for (Visit visit : odd.visits.visits(protocol)) {
            odd.visit(visit);
            answers.forms().forEach((path, answered) -> {
                if (path.startsWith(visit.code() + "/")) {
                    odd.form(visit, FormInstance.at(path), answered);
                }
            });
        }
        answers.forms().forEach((path, answered) -> {
            if (path.startsWith("/")) {
                odd.outside(FormInstance.at(path), answered);
            }
        });
        return List.copyOf(odd.marks);
    }

    private void eligibility() {
        FormAnswers answered = answers.eligibility();
        if (answered != null) {
            answered(null, null, answered, protocol.eligibility().items());
        }
    }

    private void visit(Visit visit) {
        VisitOutcome outcome = visits.dates().outcomes().get(visit.code());
        if (outcome != null && outcome.doneOn() != null) {
            placed(visit, null, outcome.doneOn());
            afterTheOneBeforeIt(visit, outcome.doneOn());
        }
    }

    /// A form outside of any visit: nothing but its subject says when it can have been.
    private void outside(FormInstance form, FormAnswers answered) {
        notAfterTheWithdrawal(null, form, answered.on());
        protocol.form(form.form()).ifPresent(known -> answered(null, form, answered, known.items()));
    }

    private void form(Visit visit, FormInstance form, FormAnswers answered) {
        placed(visit, form, answered.on());
        VisitOutcome outcome = visits.dates().outcomes().get(visit.code());
        LocalDate done = outcome == null ? null : outcome.doneOn();
        if (outcome != null && !outcome.done()) {
            mark("form-of-a-missed-visit", visit, form, "The visit was recorded as missed.");
        } else if (done != null && Math.abs(ChronoUnit.DAYS.between(done, answered.on())) > DAYS_AROUND_A_VISIT) {
            mark(
                    "form-away-from-its-visit",
                    visit,
                    form,
                    "The form is of %s, and the visit took place on %s.".formatted(answered.on(), done));
        } else if (done == null) {
            visits.window(visit)
                    .filter(window -> window.daysOutside(answered.on()) != 0)
                    .ifPresent(window -> mark(
                            "form-outside-the-window",
                            visit,
                            form,
                            "The form is of %s, and the visit's window is from %s to %s."
                                    .formatted(answered.on(), window.opens(), window.closes())));
        }
        protocol.form(form.form()).ifPresent(known -> answered(visit, form, answered, known.items()));
    }

    /// What is asked of the day of a visit and of that of a form alike.
    private void placed(Visit visit, @Nullable FormInstance form, LocalDate day) {
        Optional<LocalDate> earliest = visits.earliest(visit);
        if (earliest.isPresent() && day.isBefore(earliest.get())) {
            mark(
                    "before-what-it-is-counted-from",
                    visit,
                    form,
                    "%s lies before the %s it is counted from.".formatted(day, visit.anchor()));
        }
        follower(visit).ifPresent(anchor -> {
            LocalDate since = visits.day(anchor).orElseThrow();
            if (day.isAfter(since)) {
                mark(
                        "out-of-sequence",
                        visit,
                        form,
                        "The protocol puts this visit before those that are counted from the %s; it is of %s, and the %s of %s."
                                .formatted(anchor, day, anchor, since));
            }
        });
        visits.end(visit)
                .filter(end -> day.isAfter(end.on()))
                .ifPresent(end -> mark(
                        "after-its-end",
                        visit,
                        form,
                        "It is of %s, and the protocol ends these visits by %s, which is of %s."
                                .formatted(day, end.by(), end.on())));
        notAfterTheWithdrawal(visit, form, day);
    }

    /// Of visits that repeat, each is later than the one before it.
    private void afterTheOneBeforeIt(Visit visit, LocalDate day) {
        NumberedVisit.of(visit.code()).flatMap(NumberedVisit::before).ifPresent(before -> {
            VisitOutcome outcome = visits.dates().outcomes().get(before.code());
            LocalDate done = outcome == null ? null : outcome.doneOn();
            if (done != null && !day.isAfter(done)) {
                mark(
                        "not-after-the-one-before-it",
                        visit,
                        null,
                        "It is of %s, and visit %s of %s.".formatted(day, before.code(), done));
            }
        });
    }

    private void notAfterTheWithdrawal(@Nullable Visit visit, @Nullable FormInstance form, LocalDate day) {
        if (progress.disposition() instanceof Disposition.Discontinued(LocalDate withdrawn) && day.isAfter(withdrawn)) {
            mark(
                    "after-the-withdrawal",
                    visit,
                    form,
                    "It is of %s, and the withdrawal of %s.".formatted(day, withdrawn));
        }
    }

    /// For a visit that is tied to no date: what the next visit that is tied to one is counted from, if that has
    /// happened. A visit that is itself on the day of the implant is not after it.
    private Optional<String> follower(Visit visit) {
        if (visit.anchor() != null || visit.unscheduled()) {
            return Optional.empty();
        }
        return protocol.visits().stream()
                .skip(protocol.visits().indexOf(visit) + 1L)
                .flatMap(next -> Optional.ofNullable(next.anchor()).stream())
                .findFirst()
                .filter(anchor -> visits.day(anchor).isPresent());
    }

    private void answered(@Nullable Visit visit, @Nullable FormInstance form, FormAnswers answered, List<Item> items) {
        for (Item item : items) {
            var answer = answered.answers().get(item.code());
            if (answer == null) {
                continue;
            }
            if (Age.asks(item)) {
                Age.yearsOff(answer, progress.birthYear(), answered.on())
                        .filter(off -> off != 0)
                        .ifPresent(off -> mark(
                                "age-off-the-birth-year",
                                visit,
                                form,
                                "Somebody born in %d is not %s years old on %s."
                                        .formatted(progress.birthYear(), answer.value(), answered.on())));
            }
            if (item.type() == Item.Type.DATE) {
                EditChecks.day(answer).ifPresent(day -> date(visit, form, item, day, answered.on()));
            }
        }
    }

    private void date(@Nullable Visit visit, @Nullable FormInstance form, Item item, LocalDate day, LocalDate on) {
        if (day.isAfter(on)) {
            mark(
                    "date-after-its-form",
                    visit,
                    form,
                    "%s is of %s, and the form of %s.".formatted(item.code(), day, on));
        }
        if (day.getYear() < progress.birthYear()) {
            mark(
                    "date-before-the-birth",
                    visit,
                    form,
                    "%s is of %s, and the person was born in %d.".formatted(item.code(), day, progress.birthYear()));
        }
    }

    private void mark(String rule, @Nullable Visit visit, @Nullable FormInstance form, String detail) {
        marks.add(new Mark(
                rule,
                visit == null ? null : visit.code(),
                form == null ? null : form.form(),
                form == null ? null : form.key(),
                detail));
    }
}
