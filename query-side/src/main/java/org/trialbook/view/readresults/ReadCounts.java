package org.trialbook.view.readresults;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.trialbook.protocol.Protocol;

/// How many reads there are of what kind.
///
/// @param protocol the file in force, by which reads differ too much; null before one is published
/// @param bySite of the recordings that were registered there
/// @param adjudicationsDue modality → recordings that a third reader is to read, and is not registered for
public record ReadCounts(
        @Nullable String protocol, HashPMap<String, OfSite> bySite, HashPMap<String, Integer> adjudicationsDue) {

    static final ReadCounts NONE = new ReadCounts(null, HashTreePMap.empty(), HashTreePMap.empty());

    /// How many recordings of a site there are, and of how many the first read is submitted.
    public record OfSite(int registered, int submitted) {
        public static final OfSite NONE = new OfSite(0, 0);

        private OfSite plus(int more, boolean read) {
            return new OfSite(registered + more, submitted + (read ? more : 0));
        }
    }

    public OfSite of(String site) {
        return bySite.getOrDefault(site, OfSite.NONE);
    }

    ReadCounts under(@Nullable String otherProtocol) {
        return new ReadCounts(otherProtocol, bySite, HashTreePMap.empty());
    }

    /// @param more 1, or −1 for one that is no more as it was
    ReadCounts plus(@Nullable ReadView read, int more) {
        String site = read == null ? null : read.site();
        if (read == null || site == null) {
            return this;
        }
        OfSite counted = of(site).plus(more, read.submitted());
        return new ReadCounts(
                protocol,
                counted.equals(OfSite.NONE) ? bySite.minus(site) : bySite.plus(site, counted),
                adjudicationsDue);
    }

    /// The same for a recording, if an adjudication of it is due.
    ReadCounts plus(@Nullable RecordingReads reads, @Nullable Protocol plans, int more) {
        if (reads == null || reads.second() == null) {
            return this;
        }
        String modality = reads.first().modality();
        if (modality == null || !reads.adjudicationDue(RecordingRow.plan(reads.first(), plans))) {
            return this;
        }
        int due = adjudicationsDue.getOrDefault(modality, 0) + more;
        return new ReadCounts(
                protocol, bySite, due == 0 ? adjudicationsDue.minus(modality) : adjudicationsDue.plus(modality, due));
    }
}
