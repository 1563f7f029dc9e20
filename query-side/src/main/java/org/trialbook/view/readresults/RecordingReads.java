package org.trialbook.view.readresults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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

    /// By the code of the recording. A read whose recording is not known is left out.
    ///
    /// @param reads in the order of their codes
    public static SortedMap<String, RecordingReads> of(Collection<ReadView> reads) {
        // Most recordings are read once: only the others are looked up.
        List<ReadView> firsts = new ArrayList<>(reads.size());
        Map<String, List<ReadView>> further = new HashMap<>();
        for (ReadView read : reads) {
            if (!read.purpose().equals(ReadView.FIRST)) {
                further.computeIfAbsent(read.recording(), recording -> new ArrayList<>(2))
                        .add(read);
            } else if (read.subject() != null) {
                firsts.add(read);
            }
        }
        SortedMap<String, RecordingReads> recordings = new TreeMap<>();
        for (ReadView first : firsts) {
            List<ReadView> others = further.get(first.read());
            recordings.put(
                    first.read(),
                    others == null
                            ? new RecordingReads(first, null, null, List.of())
                            : new RecordingReads(
                                    first, with(others, "second"), with(others, "adjudication"), repeats(others)));
        }
        return recordings;
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

    /// Whether anything was read of it a second time.
    public boolean several() {
        return second != null || adjudication != null || !repeats.isEmpty();
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
