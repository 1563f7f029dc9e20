package org.trialbook.view.unblindings;

import static org.trialbook.view.unblindings.SubmittedReadProjection.SUBMITTED_READS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.sites.SiteZones;

/// Which reads were submitted after their subject's blind was broken: they are flagged, not withdrawn. Whether it
/// matters, since a reader works by code and may have heard of nothing, is the assessment's to say.
public final class ReadsAfterUnblinding {

    private ReadsAfterUnblinding() {}

    /// The flagged reads of a subject, by code; none of a subject whose blind is kept.
    public static SortedSet<String> of(UnblindingView unblinding, Snapshot snapshot) {
        SortedSet<String> flagged = new TreeSet<>();
        Optional<Instant> since = since(unblinding, new SiteZones(snapshot).of(unblinding.site()));
        if (since.isEmpty()) {
            return flagged;
        }
        Map<String, SubmittedReadView> reads = snapshot.all(SUBMITTED_READS);
        reads.forEach((code, read) -> {
            Instant submitted = read.submittedAt();
            if (submitted != null
                    && !submitted.isBefore(since.get())
                    && Objects.equals(subject(read, reads), unblinding.subject())) {
                flagged.add(code);
            }
        });
        return flagged;
    }

    /// From the beginning of the day, at the site, on which the first of the subject's unblindings happened: the hour
    /// may not be known.
    public static Optional<Instant> since(UnblindingView unblinding, ZoneId site) {
        return unblinding.notices().values().stream()
                .map(UnblindingView.Notice::on)
                .min(Comparator.naturalOrder())
                .map(day -> day.atStartOfDay(site).toInstant());
    }

    private static @Nullable String subject(SubmittedReadView read, Map<String, SubmittedReadView> reads) {
        if (read.of() == null) {
            return read.subject();
        }
        SubmittedReadView first = reads.get(read.of());
        return first == null ? null : first.subject();
    }
}
