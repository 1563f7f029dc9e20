package org.trialbook.view.unblinded.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ItemValue;

/// What one subject was allocated to and what was done.
///
/// @param revealing answers to items that reveal the arm
/// @param corrections corrections of such answers
/// @param notes those that are sealed
/// @param enteredInError forms that were, of which such answers do not count
public record TreatmentView(
        String subject,
        @Nullable String site,
        @Nullable String arm,
        @Nullable String stratum,
        @Nullable Integer randomizationNumber,
        @Nullable LocalDate randomizedOn,
        List<Attempt> attempts,
        List<Revealing> revealing,
        List<Corrected> corrections,
        List<Struck> enteredInError,
        List<Note> notes,
        @Nullable String withdrawalNote) {

    /// An attempt as it stands.
    ///
    /// @param corrections from the first to the newest
    /// @param enteredInError why it was; null of one that counts
    public record Attempt(
            long position,
            int attempt,
            LocalDate performedOn,
            ImplantAttempt detail,
            List<Correction> corrections,
            @Nullable String enteredInError) {
        boolean counts() {
            return enteredInError == null;
        }
    }

    public record Revealing(
            long position,
            @Nullable String visit,
            String form,
            @Nullable String key,
            LocalDate assessedOn,
            SortedMap<String, ItemValue> values) {}

    public record Corrected(
            long position,
            @Nullable String visit,
            String form,
            @Nullable String key,
            Correction correction) {}

    public record Note(long position, CasebookPlace about, String text) {}

    public record Struck(
            long position,
            @Nullable String visit,
            String form,
            @Nullable String key,
            String because) {}

    TreatmentView allocated(String nextSite, String nextArm, String nextStratum, int number, LocalDate on) {
        return new TreatmentView(
                subject,
                nextSite,
                nextArm,
                nextStratum,
                number,
                on,
                attempts,
                revealing,
                corrections,
                enteredInError,
                notes,
                withdrawalNote);
    }

    TreatmentView at(String nextSite) {
        return new TreatmentView(
                subject,
                nextSite,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                attempts,
                revealing,
                corrections,
                enteredInError,
                notes,
                withdrawalNote);
    }

    TreatmentView with(Attempt attempt) {
        return new TreatmentView(
                subject,
                site,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                appended(attempts, attempt),
                revealing,
                corrections,
                enteredInError,
                notes,
                withdrawalNote);
    }

    /// With an attempt that counts as something was corrected of it.
    TreatmentView changed(int attempt, UnaryOperator<Attempt> change) {
        return new TreatmentView(
                subject,
                site,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                attempts.stream()
                        .map(was -> was.counts() && was.attempt() == attempt ? change.apply(was) : was)
                        .toList(),
                revealing,
                corrections,
                enteredInError,
                notes,
                withdrawalNote);
    }

    TreatmentView with(Revealing answers) {
        return new TreatmentView(
                subject,
                site,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                attempts,
                appended(revealing, answers),
                corrections,
                enteredInError,
                notes,
                withdrawalNote);
    }

    TreatmentView with(Corrected correction) {
        return new TreatmentView(
                subject,
                site,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                attempts,
                revealing,
                appended(corrections, correction),
                enteredInError,
                notes,
                withdrawalNote);
    }

    /// Without what was entered in error.
    TreatmentView without(FormInstance form, Struck why) {
        return new TreatmentView(
                subject,
                site,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                attempts,
                revealing.stream()
                        .filter(of -> !new FormInstance(of.visit(), of.form(), of.key()).equals(form))
                        .toList(),
                corrections.stream()
                        .filter(of -> !new FormInstance(of.visit(), of.form(), of.key()).equals(form))
                        .toList(),
                appended(enteredInError, why),
                notes,
                withdrawalNote);
    }

    TreatmentView with(Note note) {
        return new TreatmentView(
                subject,
                site,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                attempts,
                revealing,
                corrections,
                enteredInError,
                appended(notes, note),
                withdrawalNote);
    }

    TreatmentView withdrawn(String note) {
        return new TreatmentView(
                subject,
                site,
                arm,
                stratum,
                randomizationNumber,
                randomizedOn,
                attempts,
                revealing,
                corrections,
                enteredInError,
                notes,
                note);
    }

    static <T> List<T> appended(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return Collections.unmodifiableList(longer);
    }
}
