package org.trialbook.trial.correction;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.CourseDays;
import org.trialbook.casebook.StatedFact;
import org.trialbook.casebook.StatedFacts;
import org.trialbook.casebook.SubjectProgress;
import org.trialbook.casebook.VisitDates;
import org.trialbook.casebook.VisitSchedule;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.protocol.Anchors;
import org.trialbook.protocol.EditChecks.Problem;
import org.trialbook.protocol.FreeText;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.rules.DayBounds;
import org.trialbook.trial.rules.SharedReasons;

/// What a corrected fact has to hold to: what was asked of it when it was recorded, and what has been recorded
/// since and asked of it. None of it depends on what is withheld from the blinded.
final class CorrectedFactRules {
    private static final int LONGEST_VERSION = 40;
    private static final Set<String> SEXES = Set.of("female", "male", "other");

    private CorrectedFactRules() {}

    /// The refusal of values that are not of their kind, every one at once.
    static @Nullable Refusal fits(FactCorrected correction, StatedFacts facts) {
        Protocol protocol = facts.subject().protocol();
        List<Problem> problems = new ArrayList<>();
        correction
                .to()
                .forEach((field, value) ->
                        problem(correction.fact(), field, value, protocol).ifPresent(problems::add));
        return problems.isEmpty() ? null : SharedReasons.invalidAnswers(problems);
    }

    private static Optional<Problem> problem(CourseFact fact, String field, String value, Protocol protocol) {
        if (StatedFact.isDay(field)) {
            return isDay(value)
                    ? Optional.empty()
                    : Optional.of(new Problem(field, "not-a-date", "such as 2026-03-02"));
        }
        return switch (field) {
            case "birthYear" ->
                value.matches("[12][0-9]{3}")
                        ? Optional.empty()
                        : Optional.of(new Problem(field, "out-of-range", "four digits"));
            case "sex" -> oneOf(field, value, List.copyOf(SEXES));
            case "reason" ->
                oneOf(
                        field,
                        value,
                        SharedReasons.codes(
                                fact == CourseFact.VISIT
                                        ? protocol.missedVisitReasons()
                                        : protocol.withdrawalReasons()));
            default ->
                FreeText.says(value) && value.length() <= LONGEST_VERSION
                        ? Optional.empty()
                        : Optional.of(
                                new Problem(field, "says-nothing", "1 to %d characters".formatted(LONGEST_VERSION)));
        };
    }

    private static boolean isDay(String value) {
        try {
            return value.length() == 10 && LocalDate.parse(value).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<Problem> oneOf(String field, String value, List<String> known) {
        return known.contains(value)
                ? Optional.empty()
                : Optional.of(new Problem(
                        field,
                        "not-a-choice",
                        String.join(", ", known.stream().sorted().toList())));
    }

    /// The refusal of a day that lies ahead, or before the person's life, and of a year in which nobody was
    /// born who is registered then.
    static @Nullable Refusal happened(FactCorrected correction, StatedFacts facts, LocalDate today) {
        SubjectProgress after = facts.subject().progress().after(correction);
        for (String field : correction.to().keySet()) {
            LocalDate day = StatedFact.isDay(field) ? correction.day(field).orElseThrow() : null;
            Refusal refusal = day == null ? null : DayBounds.refusal(day, today);
            if (refusal == null && day != null && day.getYear() < after.birthYear()) {
                refusal = SharedReasons.tooLongAgo(day, LocalDate.of(after.birthYear(), 1, 1));
            }
            if (refusal != null) {
                return refusal;
            }
        }
        LocalDate registered = after.registeredOn();
        return registered == null || correction.fact() != CourseFact.REGISTRATION
                ? null
                : SharedReasons.implausibleBirthYear(after.birthYear(), registered);
    }

    /// The refusal of a day by which something would have happened before what the protocol puts first.
    static @Nullable Refusal inOrder(FactCorrected correction, StatedFacts facts) {
        CourseDays before = facts.subject().days();
        CourseDays after = before.copy();
        after.apply(correction);
        Protocol protocol = facts.subject().protocol();
        List<CourseDays.Recorded> was = before.told();
        List<CourseDays.Recorded> is = after.told();
        for (int i = 0; i < is.size(); i++) {
            for (String first : protocol.before(is.get(i).act())) {
                if (precedes(is.get(i), after.when(first)) && !precedes(was.get(i), before.when(first))) {
                    return SharedReasons.tooEarly(
                            is.get(i).on(), first, after.when(first).orElseThrow());
                }
            }
        }
        return null;
    }

    private static boolean precedes(CourseDays.Recorded act, Optional<LocalDate> first) {
        return first.filter(act.on()::isBefore).isPresent();
    }

    /// The refusal of a day by which a visit that was done would lie before what it is counted from.
    static @Nullable Refusal visitsCanHaveBeen(FactCorrected correction, StatedFacts facts) {
        VisitSchedule before = facts.visits().schedule();
        VisitDates dates = before.dates().after(correction);
        VisitSchedule after = new VisitSchedule(dates, before.answers());
        for (String code : dates.outcomes().keySet()) {
            Visit visit = facts.visitAsRecorded(code);
            if (early(after, visit) && !early(before, visit)) {
                return SharedReasons.tooEarly(
                        doneOn(after, visit).orElseThrow(),
                        Anchors.act(String.valueOf(visit.anchor())),
                        after.earliest(visit).orElseThrow());
            }
        }
        return null;
    }

    private static boolean early(VisitSchedule schedule, Visit visit) {
        return doneOn(schedule, visit)
                .flatMap(day -> schedule.earliest(visit).filter(day::isBefore))
                .isPresent();
    }

    private static Optional<LocalDate> doneOn(VisitSchedule schedule, Visit visit) {
        return Optional.ofNullable(schedule.dates().outcomes().get(visit.code()))
                .flatMap(outcome -> Optional.ofNullable(outcome.doneOn()));
    }

    /// The refusal of a withdrawal before what is recorded, and of whatever would lie behind the withdrawal.
    static @Nullable Refusal notAfterTheWithdrawal(FactCorrected correction, StatedFacts facts) {
        SubjectProgress.Withdrawal withdrawal =
                facts.subject().progress().after(correction).withdrawal();
        if (withdrawal == null) {
            return null;
        }
        Stream<CourseDays.Recorded> days = correction.fact() == CourseFact.WITHDRAWAL
                ? facts.subject().latest().stream()
                : correction.to().keySet().stream()
                        .filter(StatedFact::isDay)
                        .map(field -> new CourseDays.Recorded(
                                correction.fact().act(), correction.day(field).orElseThrow()));
        return days.filter(day -> withdrawal.on().isBefore(day.on()))
                .findFirst()
                .map(day -> SharedReasons.recordedForALaterDay(withdrawal.on(), day))
                .orElse(null);
    }
}
