package org.trialbook.view.unblindings;

import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.readresults.SubjectsOfReadsProjection.SUBJECTS_OF_READS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.readresults.ReadView;
import org.trialbook.view.sites.SiteZones;

/// Which reads were submitted after their subject's blind was broken: they are flagged, not withdrawn. Whether it
/// matters, since a reader works by code and may have heard of nothing, is the assessment's to say.
public final class ReadsAfterUnblinding {
    private final Snapshot snapshot;
    private final SiteZones zones;

    public ReadsAfterUnblinding(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.zones = new SiteZones(snapshot);
    }

    /// How many reads of the subject are flagged; none of one whose blind is kept.
    public int of(UnblindingView unblinding) {
        return since(unblinding, zones.of(unblinding.site()))
                .map(since -> (int) reads(unblinding.subject())
                        .map(ReadView::submittedAt)
                        .filter(at -> at != null && !at.isBefore(since))
                        .count())
                .orElse(0);
    }

    private Stream<ReadView> reads(String subject) {
        return snapshot.one(SUBJECTS_OF_READS, subject).stream()
                .flatMap(view -> view.recordings().stream())
                .flatMap(recording -> snapshot.one(READS, recording).stream())
                .flatMap(first -> Stream.concat(
                        Stream.of(first),
                        first.further().stream().flatMap(read -> snapshot.one(READS, read).stream())));
    }

    /// From the beginning of the day, at the site, on which the first of the subject's unblindings happened: the hour
    /// may not be known.
    public static Optional<Instant> since(UnblindingView unblinding, ZoneId site) {
        return unblinding.notices().values().stream()
                .map(UnblindingView.Notice::on)
                .min(Comparator.naturalOrder())
                .map(day -> day.atStartOfDay(site).toInstant());
    }
}
