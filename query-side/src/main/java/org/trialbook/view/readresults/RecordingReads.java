package org.trialbook.view.readresults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Adjudication;
import org.trialbook.protocol.ReadPlan;

/// A recording and everything that was read of it.
///
/// @param first the read it was registered with
/// @param repeats reads for intra- and inter-reader variability, by purpose and code
public record RecordingReads(
        ReadView first, @Nullable ReadView second, @Nullable ReadView adjudication, List<ReadView> repeats) {

    /// @param reads finds a read by its code
    public static RecordingReads of(ReadView first, Function<String, @Nullable ReadView> reads) {
        List<ReadView> others =
                first.further().stream().map(reads).filter(Objects::nonNull).toList();
        return new RecordingReads(first, with(others, "second"), with(others, "adjudication"), repeats(others));
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
        return plan != null
                && !takenBack()
                && adjudication == null
                && Adjudication.needed(plan, result(first), result(second));
    }

    private static Adjudication.@Nullable Result result(@Nullable ReadView read) {
        return read == null || !read.submitted() ? null : new Adjudication.Result(read.values(), read.notEvaluable());
    }

    /// Whether nothing that was read of it counts.
    public boolean takenBack() {
        return first.status() == ReadView.Status.TAKEN_BACK;
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
