package org.trialbook.view.unblinded.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Correction;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ItemValue;

/// What one subject was allocated to and what was done.
///
/// @param revealing answers to items that reveal the arm
/// @param corrections corrections of such answers
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
        @Nullable String withdrawalNote) {

    public record Attempt(long position, int attempt, LocalDate performedOn, ImplantAttempt detail) {}

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

    TreatmentView allocated(String nextSite, String nextArm, String nextStratum, int number, LocalDate on) {
        return new TreatmentView(
                subject, nextSite, nextArm, nextStratum, number, on, attempts, revealing, corrections, withdrawalNote);
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
                withdrawalNote);
    }

    TreatmentView withdrawn(String note) {
        return new TreatmentView(
                subject, site, arm, stratum, randomizationNumber, randomizedOn, attempts, revealing, corrections, note);
    }

    private static <T> List<T> appended(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return Collections.unmodifiableList(longer);
    }
}
