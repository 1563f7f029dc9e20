package org.trialbook.view.readresults;

import static org.trialbook.view.overview.StudyProjection.STUDY;
import static org.trialbook.view.readresults.ReadProjection.READS;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.overview.StudyView;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Rollup;
import org.trialbook.view.projection.Snapshot;

/// Keeps [ReadCounts] up with the reads and with the protocol.
public final class ReadCountsRollup implements Rollup<ReadCounts> {

    public static final ReadCountsRollup READ_COUNTS = new ReadCountsRollup();

    private ReadCountsRollup() {}

    @Override
    public String name() {
        return "read-counts";
    }

    @Override
    public List<Projection<?>> of() {
        return List.of(STUDY, READS);
    }

    @Override
    public ReadCounts walked(Snapshot views) {
        String protocol = views.all(STUDY).values().stream()
                .map(ReadCountsRollup::content)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Protocol plans = plans(protocol);
        ReadCounts counts = ReadCounts.NONE.under(protocol);
        for (ReadView read : views.all(READS).values()) {
            counts = counts.plus(read, views.all(READS)::get, 1).plus(recording(read, views.all(READS)::get), plans, 1);
        }
        return counts;
    }

    @Override
    public ReadCounts after(ReadCounts rolled, Change change) {
        ReadCounts counts = rolled;
        for (String study : change.changed(STUDY)) {
            counts = under(content(change.after(STUDY, study)), counts, change);
        }
        List<String> changed = change.changed(READS);
        Protocol plans = changed.isEmpty() ? null : plans(counts.protocol());
        for (String read : andFurther(change, changed)) {
            counts = counts.plus(change.before(READS, read), code -> change.before(READS, code), -1)
                    .plus(change.after(READS, read), code -> change.after(READS, code), 1);
        }
        for (String recording : recordings(change, changed)) {
            counts = counts.plus(
                            recording(change.before(READS, recording), code -> change.before(READS, code)), plans, -1)
                    .plus(recording(change.after(READS, recording), code -> change.after(READS, code)), plans, 1);
        }
        return counts;
    }

    /// With a recording that was taken back, its further reads count no more, of which nothing else changed.
    private static Set<String> andFurther(Change change, List<String> changed) {
        Set<String> all = new LinkedHashSet<>(changed);
        for (String read : changed) {
            ReadView first = change.after(READS, read);
            if (first != null) {
                all.addAll(first.further());
            }
        }
        return all;
    }

    /// Another protocol may let stand what the former didn't: each recording is looked at once.
    private static ReadCounts under(@Nullable String protocol, ReadCounts rolled, Change change) {
        if (Objects.equals(protocol, rolled.protocol())) {
            return rolled;
        }
        Protocol plans = plans(protocol);
        ReadCounts counts = rolled.under(protocol);
        for (String code : change.ids(READS)) {
            counts = counts.plus(recording(change.after(READS, code), other -> change.after(READS, other)), plans, 1);
        }
        return counts;
    }

    private static @Nullable String content(@Nullable StudyView study) {
        return study == null || study.protocol() == null
                ? null
                : study.protocol().content();
    }

    private static @Nullable Protocol plans(@Nullable String protocol) {
        return protocol == null ? null : ProtocolInForce.read(protocol);
    }

    /// Of which the changed reads are or were.
    public static Set<String> recordings(Change change, List<String> reads) {
        return reads.stream()
                .flatMap(read -> Stream.of(
                        Optional.ofNullable(change.before(READS, read)),
                        Optional.ofNullable(change.after(READS, read))))
                .flatMap(Optional::stream)
                .map(ReadView::recording)
                .collect(Collectors.toSet());
    }

    /// Null where no recording is registered with the read.
    public static @Nullable RecordingReads recording(
            @Nullable ReadView first, Function<String, @Nullable ReadView> reads) {
        return first == null || !first.registers() ? null : RecordingReads.of(first, reads);
    }
}
