package org.trialbook.event;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What version 1 of [SubjectEvent.ImplantAttempted] sealed: the same questions for every trial. They are the items
/// that a protocol's leads bring with them.
///
/// @param lead what was placed, such as a left-bundle-area or a coronary-sinus lead
/// @param target where it was meant to go
/// @param successful whether the lead stayed
/// @param failure why not; null when successful
/// @param qrsBefore QRS duration before pacing, ms
/// @param qrsAfter paced QRS duration, ms
/// @param thresholdVolts capture threshold, V
/// @param pulseWidthMs at this pulse width, ms
/// @param phrenicCapture whether pacing captured the phrenic nerve
/// @param technique codes of what was needed, such as venoplasty; comma-separated
/// @param note free text, at most 500 characters
public record ImplantAttemptVersion1(
        String lead,
        String target,
        boolean successful,
        @Nullable String failure,
        @Nullable Integer qrsBefore,
        @Nullable Integer qrsAfter,
        @Nullable BigDecimal thresholdVolts,
        @Nullable BigDecimal pulseWidthMs,
        @Nullable Boolean phrenicCapture,
        String technique,
        String note) {

    /// The same, as answers to the usual items.
    public ImplantAttempt converted() {
        Map<String, ItemValue> values = new TreeMap<>();
        put(values, "lead", lead, null);
        put(values, "target", target, null);
        put(values, "successful", successful, null);
        put(values, "failure", failure, null);
        put(values, "qrs-before", qrsBefore, "ms");
        put(values, "qrs-after", qrsAfter, "ms");
        put(values, "threshold", plain(thresholdVolts), "V");
        put(values, "pulse-width", plain(pulseWidthMs), "ms");
        put(values, "phrenic-capture", phrenicCapture, null);
        put(values, "technique", technique.isEmpty() ? null : technique, null);
        put(values, "note", note.isEmpty() ? null : note, null);
        return new ImplantAttempt(lead, successful, values, Map.of());
    }

    private static void put(
            Map<String, ItemValue> values, String item, @Nullable Object answer, @Nullable String unit) {
        if (answer != null) {
            values.put(item, new ItemValue(answer.toString(), unit));
        }
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
