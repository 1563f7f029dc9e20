package org.trialbook.view.readresults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;

/// A recording as its results are shown: the first read, all others, and what counts.
///
/// @param read the code it was registered under
/// @param status of the first read; `taken-back` where the recording was, whatever was read of it
/// @param result what counts; null as long as somebody is still to read, and of what was taken back
/// @param derived item code → what follows from it, with formula and source
/// @param afterUnblinding whether any of the reads that count was submitted after somebody had learned the subject's
/// arm
record RecordingRow(
        String read,
        @Nullable String subject,
        @Nullable String site,
        @Nullable String visit,
        @Nullable String modality,
        ReadView.Status status,
        @Nullable String reader,
        @Nullable Instant submittedAt,
        SortedMap<String, ItemValue> values,
        @Nullable String notEvaluable,
        List<Further> further,
        @JsonProperty("final") @Nullable FinalResult result,
        SortedMap<String, Derived> derived,
        boolean afterUnblinding) {

    record Further(
            String read,
            String purpose,
            ReadView.Status status,
            @Nullable String reader,
            @Nullable Instant submittedAt,
            SortedMap<String, ItemValue> values,
            @Nullable String notEvaluable,
            boolean afterUnblinding) {}

    /// @param bodySurface in square metres
    record Derived(ItemValue value, String item, String bodySurface, String formula, String source) {}

    /// @param subject null when nothing is known of it but its id
    /// @param study what concerns all subjects; null when nothing does
    static RecordingRow of(
            RecordingReads reads,
            @Nullable Protocol protocol,
            @Nullable SubjectOfReads subject,
            @Nullable SubjectOfReads study) {
        ReadView first = reads.first();
        ReadPlan plan = plan(first, protocol);
        FinalResult result = FinalResult.of(reads, plan).orElse(null);
        List<Further> further = reads.further().stream()
                .map(read -> new Further(
                        read.read(),
                        read.purpose(),
                        read.status(),
                        read.reader(),
                        read.submittedAt(),
                        read.values(),
                        read.notEvaluable(),
                        after(read, subject, study)))
                .toList();
        boolean after = !reads.takenBack()
                && (after(first, subject, study)
                        || reads.further().stream()
                                .filter(read -> !read.purpose().endsWith("-reader"))
                                .anyMatch(read -> after(read, subject, study)));
        return new RecordingRow(
                first.read(),
                first.subject(),
                first.site(),
                first.visit(),
                first.modality(),
                first.status(),
                first.reader(),
                first.submittedAt(),
                first.values(),
                first.notEvaluable(),
                further,
                result,
                derived(plan, result, protocol, subject),
                after);
    }

    private static boolean after(ReadView read, @Nullable SubjectOfReads subject, @Nullable SubjectOfReads study) {
        Long submitted = read.submittedAs();
        return submitted != null && (after(submitted, subject) || after(submitted, study));
    }

    private static boolean after(long submitted, @Nullable SubjectOfReads unblinded) {
        return unblinded != null && unblinded.unblindedAs() != null && submitted > unblinded.unblindedAs();
    }

    static @Nullable ReadPlan plan(ReadView read, @Nullable Protocol protocol) {
        String modality = read.modality();
        return protocol == null || modality == null
                ? null
                : protocol.readPlan(modality).orElse(null);
    }

    private static SortedMap<String, Derived> derived(
            @Nullable ReadPlan plan,
            @Nullable FinalResult result,
            @Nullable Protocol protocol,
            @Nullable SubjectOfReads subject) {
        SortedMap<String, Derived> derived = new TreeMap<>();
        if (protocol == null || plan == null || result == null) {
            return derived;
        }
        BodySurface.of(protocol.bodySurface(), subject)
                .ifPresent(surface -> plan.indexed().forEach(indexed -> {
                    ItemValue measured = result.values().get(indexed.item());
                    if (measured != null) {
                        derived.put(
                                indexed.code(),
                                new Derived(
                                        new ItemValue(surface.index(measured), indexed.unit()),
                                        indexed.item(),
                                        surface.squareMetres(),
                                        surface.formula(),
                                        surface.source()));
                    }
                }));
        return derived;
    }
}
