package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.SubjectEvent;

/// How far a subject has come, by what is recorded and not by the order in which it was. Nothing sealed enters it, and
/// nothing that is withheld from the blinded. It never changes, so that a view can hold it.
///
/// @param registeredOn null before the registration
/// @param birthYear 0 before the registration
/// @param eligibility what the newest assessment came to; null before the first
/// @param withdrawal null unless the subject has withdrawn
public record SubjectProgress(
        @Nullable LocalDate registeredOn,
        int birthYear,
        boolean consented,
        @Nullable Eligibility eligibility,
        boolean randomized,
        @Nullable Withdrawal withdrawal) {

    public static final SubjectProgress NONE = new SubjectProgress(null, 0, false, null, false, null);

    /// @param criteriaNotMet none where it is met
    public record Eligibility(boolean met, List<String> criteriaNotMet) {}

    public record Withdrawal(LocalDate on, String reason) {}

    /// How far the subject is after one more event; this is not changed.
    public SubjectProgress after(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.SubjectRegistered e ->
                new SubjectProgress(e.registeredOn(), e.birthYear(), consented, eligibility, randomized, withdrawal);
            case SubjectEvent.ConsentSigned _ ->
                new SubjectProgress(registeredOn, birthYear, true, eligibility, randomized, withdrawal);
            case SubjectEvent.EligibilityConfirmed _ -> assessed(new Eligibility(true, List.of()));
            case SubjectEvent.ScreenFailed e -> assessed(new Eligibility(false, e.criteriaNotMet()));
            case SubjectEvent.SubjectRandomized _ ->
                new SubjectProgress(registeredOn, birthYear, consented, eligibility, true, withdrawal);
            case SubjectEvent.SubjectDiscontinued e ->
                new SubjectProgress(
                        registeredOn,
                        birthYear,
                        consented,
                        eligibility,
                        randomized,
                        new Withdrawal(e.withdrawnOn(), e.reason()));
            case FactCorrected e -> corrected(e);
            case EligibilityCorrected e ->
                assessed(new Eligibility(e.criteriaNotMet().isEmpty(), e.criteriaNotMet()));
            default -> this;
        };
    }

    private SubjectProgress corrected(FactCorrected fact) {
        Withdrawal withdrawn = withdrawal;
        return switch (fact.fact()) {
            case REGISTRATION ->
                new SubjectProgress(
                        fact.day("registeredOn").orElse(registeredOn),
                        fact.text("birthYear").map(Integer::valueOf).orElse(birthYear),
                        consented,
                        eligibility,
                        randomized,
                        withdrawal);
            case WITHDRAWAL ->
                withdrawn == null
                        ? this
                        : new SubjectProgress(
                                registeredOn,
                                birthYear,
                                consented,
                                eligibility,
                                randomized,
                                new Withdrawal(
                                        fact.day("withdrawnOn").orElse(withdrawn.on()),
                                        fact.text("reason").orElse(withdrawn.reason())));
            case CONSENT, VISIT, IMPLANT -> this;
        };
    }

    private SubjectProgress assessed(Eligibility newest) {
        return new SubjectProgress(registeredOn, birthYear, consented, newest, randomized, withdrawal);
    }

    public Disposition disposition() {
        if (withdrawal != null) {
            return new Disposition.Discontinued(withdrawal.on());
        }
        return registeredOn == null ? new Disposition.Unregistered() : new Disposition.Enrolled();
    }
}
