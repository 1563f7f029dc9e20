package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.MovedVisit;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.protocol.Anchors;

/// The days of the acts that a subject's visits are counted from, and what became of each visit. It never changes, so
/// that a view can hold it. When visits are due says [VisitSchedule].
///
/// Of each act the day counts that was recorded first, as it was corrected, and of the eligibility the newest.
/// Further attempts at an implant are withheld from the blinded, and so none of them may move a window,
/// whatever its date.
///
/// @param anchors one of [Anchors] → the day it was first recorded for
/// @param outcomes visit code → what was recorded of it last
public record VisitDates(SortedMap<String, LocalDate> anchors, SortedMap<String, VisitOutcome> outcomes) {

    public static final VisitDates NONE = new VisitDates(Collections.emptySortedMap(), Collections.emptySortedMap());

    /// The dates after one more event; these are not changed.
    public VisitDates after(SubjectEvent event) {
        return switch (event) {
            case ConsentSigned consent -> countedFrom(Anchors.ENROLMENT, consent.signedOn());
            case SubjectRegistered registered -> countedFrom(Anchors.REGISTRATION, registered.registeredOn());
            case EligibilityConfirmed confirmed ->
                new VisitDates(with(anchors, Anchors.ELIGIBILITY, confirmed.confirmedOn()), outcomes);
            case SubjectRandomized randomized -> countedFrom(Anchors.RANDOMIZATION, randomized.randomizedOn());
            case ImplantAttempted attempt
            when attempt.attempt() == 1 -> countedFrom(Anchors.IMPLANT, attempt.performedOn());
            case VisitDone visit -> new VisitDates(anchors, with(outcomes, visit.visit(), VisitOutcome.of(visit)));
            case VisitMissed visit -> new VisitDates(anchors, with(outcomes, visit.visit(), VisitOutcome.of(visit)));
            case FactCorrected corrected -> corrected(corrected);
            case EnteredInError error
            when error.form() == null && error.visit() != null ->
                new VisitDates(anchors, Persistent.of(outcomes).minus(error.visit()));
            case AttemptEnteredInError error
            when error.attempt() == 1 -> new VisitDates(Persistent.of(anchors).minus(Anchors.IMPLANT), outcomes);
            default -> this;
        };
    }

    private VisitDates corrected(FactCorrected fact) {
        SortedMap<String, LocalDate> days = anchors;
        SortedMap<String, VisitOutcome> visits = outcomes;
        switch (fact.fact()) {
            case REGISTRATION ->
                days = fact.day("registeredOn")
                        .map(day -> with(anchors, Anchors.REGISTRATION, day))
                        .orElse(days);
            case CONSENT ->
                days = fact.day("signedOn")
                        .map(day -> with(anchors, Anchors.ENROLMENT, day))
                        .orElse(days);
            case IMPLANT ->
                days = fact.day("performedOn")
                        .map(day -> with(anchors, Anchors.IMPLANT, day))
                        .orElse(days);
            case VISIT -> visits = changed(visits, fact.visit(), visit -> visit.corrected(fact));
            case WITHDRAWAL -> {}
        }
        for (Map.Entry<String, MovedVisit> moved : fact.moved().entrySet()) {
            visits = changed(visits, moved.getKey(), visit -> visit.moved(moved.getValue()));
        }
        return new VisitDates(days, visits);
    }

    private static SortedMap<String, VisitOutcome> changed(
            SortedMap<String, VisitOutcome> visits, @Nullable String code, UnaryOperator<VisitOutcome> change) {
        VisitOutcome recorded = code == null ? null : visits.get(code);
        return code == null || recorded == null ? visits : with(visits, code, change.apply(recorded));
    }

    private VisitDates countedFrom(String anchor, LocalDate day) {
        return anchors.containsKey(anchor) ? this : new VisitDates(with(anchors, anchor, day), outcomes);
    }

    private static <V> SortedMap<String, V> with(SortedMap<String, V> map, String key, V value) {
        return Persistent.of(map).plus(key, value);
    }
}
