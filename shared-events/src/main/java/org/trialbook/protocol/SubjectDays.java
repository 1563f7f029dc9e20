package org.trialbook.protocol;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Correction;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.Value;

/// The days of a subject that may contradict each other, for decisions and views alike: a pure fold of what the
/// blinded are told. No sealed value enters it, and no event that is withheld from them.
///
/// @param registeredOn null before the registration
/// @param birthYear 0 before the registration
/// @param withdrawnOn null as long as the subject has not withdrawn
/// @param visits visit code → the day on which it was done
/// @param missed codes of visits that were recorded as missed, and not done since
/// @param forms `visit/form` → its day and what its open answers say of time
/// @param eligibility the newest eligibility questions that were answered; null before them
public record SubjectDays(
        @Nullable LocalDate registeredOn,
        int birthYear,
        @Nullable LocalDate withdrawnOn,
        SortedMap<String, LocalDate> visits,
        SortedSet<String> missed,
        SortedMap<String, Answered> forms,
        @Nullable Answered eligibility) {

    /// Questions answered on a day.
    ///
    /// @param answers item code → answer, of the open answers that are a day or the person's age
    public record Answered(LocalDate on, SortedMap<String, Value> answers) {

        static Answered of(LocalDate on, Map<String, Value> answers) {
            return new Answered(
                    on,
                    answers.entrySet().stream()
                            .filter(answer -> ofTime(answer.getKey(), answer.getValue()))
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
        }

        private static boolean ofTime(String item, Value answer) {
            return Age.named(item) || Answers.day(answer).isPresent();
        }

        private Answered corrected(Correction correction) {
            SortedMap<String, Value> changed = new TreeMap<>(answers);
            changed.remove(correction.item());
            if (correction.to() != null && ofTime(correction.item(), correction.to())) {
                changed.put(correction.item(), correction.to());
            }
            return new Answered(on, changed);
        }
    }

    public static SubjectDays none() {
        return new SubjectDays(null, 0, null, new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), null);
    }

    /// The days after one more event; these are not changed.
    public SubjectDays after(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.SubjectRegistered e ->
                new SubjectDays(e.registeredOn(), e.birthYear(), withdrawnOn, visits, missed, forms, eligibility);
            case SubjectEvent.EligibilityConfirmed e -> with(Answered.of(e.confirmedOn(), e.answers()));
            case SubjectEvent.EligibilityNotMet e -> with(Answered.of(e.assessedOn(), e.answers()));
            case SubjectEvent.VisitDone e -> {
                SortedMap<String, LocalDate> done = new TreeMap<>(visits);
                done.put(e.visit(), e.doneOn());
                SortedSet<String> still = new TreeSet<>(missed);
                still.remove(e.visit());
                yield new SubjectDays(registeredOn, birthYear, withdrawnOn, done, still, forms, eligibility);
            }
            case SubjectEvent.VisitMissed e -> {
                SortedSet<String> more = new TreeSet<>(missed);
                more.add(e.visit());
                yield new SubjectDays(registeredOn, birthYear, withdrawnOn, visits, more, forms, eligibility);
            }
            case SubjectEvent.AssessmentRecorded e ->
                with(e.visit() + "/" + e.form(), Answered.of(e.assessedOn(), e.values()));
            case SubjectEvent.ValueCorrected e -> {
                Answered before = forms.get(e.visit() + "/" + e.form());
                yield before == null || e.correction() == null
                        ? this
                        : with(e.visit() + "/" + e.form(), before.corrected(e.correction()));
            }
            case SubjectEvent.SubjectWithdrawn e ->
                new SubjectDays(registeredOn, birthYear, e.withdrawnOn(), visits, missed, forms, eligibility);
            default -> this;
        };
    }

    /// The day of a form, once it is recorded.
    public Optional<LocalDate> formDay(String visit, String form) {
        return Optional.ofNullable(forms.get(visit + "/" + form)).map(Answered::on);
    }

    private SubjectDays with(Answered questions) {
        return new SubjectDays(registeredOn, birthYear, withdrawnOn, visits, missed, forms, questions);
    }

    private SubjectDays with(String form, Answered answered) {
        SortedMap<String, Answered> more = new TreeMap<>(forms);
        more.put(form, answered);
        return new SubjectDays(registeredOn, birthYear, withdrawnOn, visits, missed, more, eligibility);
    }
}
