package org.trialbook.view.unblindings;

import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.unblindings.UnblindingProjection.UNBLINDINGS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.readresults.ReadView;
import org.trialbook.view.sites.SiteZones;

/// Which reads were submitted after their subject's blind was broken: they are flagged, not withdrawn. Whether it
/// matters, since a reader works by code and may have heard of nothing, is the assessment's to say.
public final class ReadsAfterUnblinding {
    private final SiteZones zones;
    /// Subject → when each read of it was submitted.
    private final Map<String, List<Instant>> submitted = new HashMap<>();

    public ReadsAfterUnblinding(Snapshot snapshot) {
        this.zones = new SiteZones(snapshot);
        Set<String> unblinded = snapshot.all(UNBLINDINGS).keySet();
        if (unblinded.isEmpty()) {
            return;
        }
        // Only the read that a recording was registered with knows the subject, and few subjects are asked about.
        Map<String, String> subjects = new HashMap<>();
        for (ReadView read : snapshot.all(READS).values()) {
            if (read.subject() != null && unblinded.contains(read.subject())) {
                subjects.put(read.read(), read.subject());
            }
        }
        for (ReadView read : snapshot.all(READS).values()) {
            String subject = subjects.get(read.recording());
            if (read.submittedAt() != null && subject != null) {
                submitted.computeIfAbsent(subject, of -> new ArrayList<>()).add(read.submittedAt());
            }
        }
    }

    /// How many reads of the subject are flagged; none of one whose blind is kept.
    public int of(UnblindingView unblinding) {
        return since(unblinding, zones.of(unblinding.site()))
                .map(since -> (int) submitted.getOrDefault(unblinding.subject(), List.of()).stream()
                        .filter(at -> !at.isBefore(since))
                        .count())
                .orElse(0);
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
