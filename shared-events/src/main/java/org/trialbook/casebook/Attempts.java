package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.AttemptCorrection;
import org.trialbook.event.CorrectionEvent.AttemptCorrected;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ImplantAttempted;

/// A subject's attempts at the implant as they stand, by their numbers. What they came to is sealed where the
/// key is not at hand.
public final class Attempts {
    /// @param position of the event that recorded it: the version of the protocol that held there is its own
    ///     for ever
    public record Attempt(LocalDate on, Sealed<ImplantAttempt> detail, long position) {}

    private final SortedMap<Integer, Attempt> attempts = new TreeMap<>();

    void apply(SubjectEvent event, long position) {
        switch (event) {
            case ImplantAttempted e -> attempts.put(e.attempt(), new Attempt(e.performedOn(), e.detail(), position));
            case AttemptCorrected e ->
                attempts.computeIfPresent(
                        e.attempt(), (number, was) -> new Attempt(was.on(), corrected(e), was.position()));
            case AttemptEnteredInError e -> attempts.remove(e.attempt());
            case FactCorrected e
            when e.fact() == CourseFact.IMPLANT ->
                attempts.computeIfPresent(
                        1,
                        (number, was) ->
                                new Attempt(e.day("performedOn").orElse(was.on()), was.detail(), was.position()));
            default -> {}
        }
    }

    private static Sealed<ImplantAttempt> corrected(AttemptCorrected event) {
        return switch (event.detail()) {
            case Sealed.Open<AttemptCorrection>(var opened) -> Sealed.of(opened.corrected());
            case Sealed.Closed<AttemptCorrection>(var key, var box) -> new Sealed.Closed<>(key, box);
        };
    }

    /// How many there were, of those that count.
    public int count() {
        return attempts.size();
    }

    public Optional<Attempt> attempt(int number) {
        return Optional.ofNullable(attempts.get(number));
    }

    /// Attempt → the lead that stayed by it, of those that succeeded.
    ///
    /// @throws org.trialbook.blinding.StillSealedException where attempts are sealed
    public SortedMap<Integer, String> placed() {
        SortedMap<Integer, String> placed = new TreeMap<>();
        attempts.forEach((number, attempt) -> {
            ImplantAttempt detail = attempt.detail().opened();
            String lead = detail.lead();
            if (detail.successful() && lead != null) {
                placed.put(number, lead);
            }
        });
        return placed;
    }

    /// The day of the first attempt recorded that succeeded.
    ///
    /// @throws org.trialbook.blinding.StillSealedException where attempts are sealed
    Optional<LocalDate> succeededOn() {
        return attempts.values().stream()
                .filter(attempt -> attempt.detail().opened().successful())
                .map(Attempt::on)
                .findFirst();
    }
}
