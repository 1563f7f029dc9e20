package org.trialbook.view.readresults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Adjudication;
import org.trialbook.protocol.ReadPlan;

/// A recording and everything that was read of it.
///
/// @param first the read it was registered with
/// @param repeats reads for intra- and inter-reader variability, by purpose and code
public record RecordingReads(
        ReadView first, @Nullable ReadView second, @Nullable ReadView adjudication, List<ReadView> repeats) {

    /// By the code of the recording, each that was read more than once: most are not. A read whose recording is not
    /// known is left out.
    ///
    /// @param reads by their codes
    public static Map<String, RecordingReads> several(Map<String, ReadView> reads) {
        Map<String, List<ReadView>> further = new TreeMap<>();
        for (ReadView read : reads.values()) {
            if (!read.purpose().equals(ReadView.FIRST)) {
                further.computeIfAbsent(read.recording(), recording -> new ArrayList<>(2))
                        .add(read);
            }
        }
        Map<String, RecordingReads> recordings = new LinkedHashMap<>();
        further.forEach((recording, others) -> {
            ReadView first = reads.get(recording);
            if (first != null && first.registers()) {
                recordings.put(
                        recording,
                        new RecordingReads(
                                first, with(others, "second"), with(others, "adjudication"), repeats(others)));
            }
        });
        return recordings;
    }

    /// A recording that was read once.
    public static RecordingReads once(ReadView first) {
        return new RecordingReads(first, null, null, List.of());
    }

    private static List<ReadView> repeats(List<ReadView> reads) {
        return reads.stream()
                .filter(read -> read.purpose().endsWith("-reader"))
                .sorted(Comparator.comparing(ReadView::purpose).thenComparing(ReadView::read))
                .toList();
    }

    private static @Nullable ReadView with(List<ReadView> reads, String purpose) {
        return reads.stream()
                .filter(read -> read.purpose().equals(purpose))
                .min(Comparator.comparing(ReadView::read))
                .orElse(null);
    }

    /// Whether two have read it, differ by more than the plan lets stand, and no third read is registered yet.
    ///
    /// @param plan null when the protocol has none for the modality
    boolean adjudicationDue(@Nullable ReadPlan plan) {
        return plan != null && adjudication == null && Adjudication.needed(plan, result(first), result(second));
    }

    private static Adjudication.@Nullable Result result(@Nullable ReadView read) {
        return read == null || !read.submitted() ? null : new Adjudication.Result(read.values(), read.notEvaluable());
    }

    /// All but the first.
    List<ReadView> further() {
        List<ReadView> further = new ArrayList<>();
        if (second != null) {
            further.add(second);
        }
        if (adjudication != null) {
            further.add(adjudication);
        }
        further.addAll(repeats);
        return further;
    }
}
