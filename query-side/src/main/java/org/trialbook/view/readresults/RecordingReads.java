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
    public static SortedMap<String, RecordingReads> of(Collection<ReadView> reads) {
        Map<String, List<ReadView>> byRecording = new HashMap<>();
        reads.forEach(read -> byRecording
                .computeIfAbsent(read.recording(), recording -> new ArrayList<>(2))
                .add(read));
        SortedMap<String, RecordingReads> recordings = new TreeMap<>();
        byRecording.forEach((recording, all) -> {
            ReadView first = with(all, ReadView.FIRST);
            if (first != null && first.subject() != null) {
                recordings.put(
                        recording,
                        new RecordingReads(first, with(all, "second"), with(all, "adjudication"), repeats(all)));
            }
        });
        return recordings;
    }

    private static List<ReadView> repeats(List<ReadView> reads) {
        return reads.size() == 1
                ? List.of()
                : reads.stream()
                        .filter(read -> read.purpose().endsWith("-reader"))
                        .sorted(Comparator.comparing(ReadView::purpose).thenComparing(ReadView::read))
                        .toList();
    }

    private static @Nullable ReadView with(List<ReadView> reads, String purpose) {
        ReadView found = null;
        for (ReadView read : reads) {
            if (read.purpose().equals(purpose) && (found == null || read.read().compareTo(found.read()) < 0)) {
                found = read;
            }
        }
        return found;
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
