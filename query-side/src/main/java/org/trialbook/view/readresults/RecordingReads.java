package org.trialbook.view.readresults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A recording and everything that was read of it.
///
/// @param first the read it was registered with
/// @param repeats reads for intra- and inter-reader variability, by purpose and code
public record RecordingReads(
        ReadView first, @Nullable ReadView second, @Nullable ReadView adjudication, List<ReadView> repeats) {

    /// By the code of the recording. A read whose recording is not known is left out.
    public static SortedMap<String, RecordingReads> of(Collection<ReadView> reads) {
        SortedMap<String, List<ReadView>> byRecording = new TreeMap<>();
        reads.forEach(read -> byRecording
                .computeIfAbsent(read.recording(), recording -> new ArrayList<>())
                .add(read));
        SortedMap<String, RecordingReads> recordings = new TreeMap<>();
        byRecording.forEach((recording, all) -> {
            ReadView first = with(all, ReadView.FIRST);
            if (first != null && first.subject() != null) {
                recordings.put(
                        recording,
                        new RecordingReads(
                                first,
                                with(all, "second"),
                                with(all, "adjudication"),
                                all.stream()
                                        .filter(read -> read.purpose().endsWith("-reader"))
                                        .sorted(Comparator.comparing(ReadView::purpose)
                                                .thenComparing(ReadView::read))
                                        .toList()));
            }
        });
        return recordings;
    }

    private static @Nullable ReadView with(List<ReadView> reads, String purpose) {
        return reads.stream()
                .filter(read -> read.purpose().equals(purpose))
                .min(Comparator.comparing(ReadView::read))
                .orElse(null);
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
