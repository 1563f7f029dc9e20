package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.FormEvent;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SubjectEvent;

/// For which days a subject's acts were recorded, as they stand: what was corrected counts as corrected, and
/// what was entered in error not at all.
public final class CourseDays {
    /// An act and the day for which it was recorded.
    public record Recorded(String act, LocalDate on) {}

    /// @param place of which visit or form; empty of what is recorded once
    private record Told(String place, Recorded recorded) {
        Told on(LocalDate day) {
            return new Told(place, new Recorded(recorded.act(), day));
        }
    }

    private static final String ELIGIBILITY = "confirm-eligibility";
    private static final String IMPLANT = "record-implant-attempt";

    /// Of which not the first day counts that the blinded are told.
    private static final Set<String> BY_THEMSELVES = Set.of(ELIGIBILITY, IMPLANT);

    /// What the blinded are told of, in the record's order.
    private final List<Told> told = new ArrayList<>();
    private final Map<String, LocalDate> byThemselves = new HashMap<>();

    /// The same days, which go on by themselves.
    public CourseDays copy() {
        CourseDays copy = new CourseDays();
        copy.told.addAll(told);
        copy.byThemselves.putAll(byThemselves);
        return copy;
    }

    /// Takes one more event in.
    public void apply(SubjectEvent event) {
        switch (event) {
            case SubjectEvent.SubjectRegistered e -> told("register-subject", "", e.registeredOn());
            case SubjectEvent.ConsentSigned e -> told("sign-consent", "", e.signedOn());
            case SubjectEvent.EligibilityConfirmed e -> {
                byThemselves.put(ELIGIBILITY, e.confirmedOn());
                told(ELIGIBILITY, "", e.confirmedOn());
            }
            case SubjectEvent.ScreenFailed e -> {
                byThemselves.remove(ELIGIBILITY);
                told(ELIGIBILITY, "", e.assessedOn());
            }
            case SubjectEvent.SubjectRandomized e -> told("randomize", "", e.randomizedOn());
            case SubjectEvent.ImplantAttempted e -> attempted(e);
            case SubjectEvent.VisitDone e -> told("record-visit", e.visit(), e.doneOn());
            case FormEvent.AssessmentRecorded e ->
                told("record-assessment", e.instance().path(), e.assessedOn());
            case FactCorrected e -> corrected(e);
            case EnteredInError e -> takenOut(e);
            case AttemptEnteredInError e
            when e.attempt() == 1 -> {
                byThemselves.remove(IMPLANT);
                told.removeIf(is -> is(is, IMPLANT, ""));
            }
            default -> {}
        }
    }

    private void told(String act, String place, LocalDate day) {
        told.add(new Told(place, new Recorded(act, day)));
    }

    /// What was recorded first stays: a further attempt, whatever its date, changes nothing for anybody blinded.
    private void attempted(SubjectEvent.ImplantAttempted attempt) {
        if (attempt.attempt() == 1) {
            byThemselves.put(IMPLANT, attempt.performedOn());
            told(IMPLANT, "", attempt.performedOn());
        }
    }

    private void corrected(FactCorrected fact) {
        String visit = fact.visit() == null ? "" : fact.visit();
        switch (fact.fact()) {
            case REGISTRATION -> fact.day("registeredOn").ifPresent(day -> moved("register-subject", "", day));
            case CONSENT -> fact.day("signedOn").ifPresent(day -> moved("sign-consent", "", day));
            case VISIT -> fact.day("doneOn").ifPresent(day -> moved("record-visit", visit, day));
            case IMPLANT ->
                fact.day("performedOn").ifPresent(day -> {
                    byThemselves.put(IMPLANT, day);
                    moved(IMPLANT, "", day);
                });
            case WITHDRAWAL -> {}
        }
    }

    private void moved(String act, String place, LocalDate day) {
        UnaryOperator<Told> onThatDay = is -> is(is, act, place) ? is.on(day) : is;
        told.replaceAll(onThatDay);
    }

    private void takenOut(EnteredInError error) {
        String form = error.instance().map(FormInstance::path).orElse(null);
        String visit = error.visit() == null ? "" : error.visit();
        told.removeIf(is -> form == null ? is(is, "record-visit", visit) : is(is, "record-assessment", form));
    }

    private static boolean is(Told told, String act, String place) {
        return told.recorded().act().equals(act) && told.place().equals(place);
    }

    /// The day for which the act was first recorded; further attempts do not count. Of eligibility: the day of the
    /// newest assessment, if it was confirmed.
    public Optional<LocalDate> when(String act) {
        return BY_THEMSELVES.contains(act)
                ? Optional.ofNullable(byThemselves.get(act))
                : told.stream()
                        .map(Told::recorded)
                        .filter(recorded -> recorded.act().equals(act))
                        .map(Recorded::on)
                        .findFirst();
    }

    /// All that the blinded are told of, in the record's order.
    public List<Recorded> told() {
        return told.stream().map(Told::recorded).toList();
    }

    /// The latest day for which anything is recorded that the blinded are told of.
    public Optional<Recorded> latest() {
        return told().stream().reduce((one, next) -> next.on().isAfter(one.on()) ? next : one);
    }
}
