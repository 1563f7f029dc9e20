package org.trialbook.view.readresults;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.trialbook.protocol.Protocol;

/// How many reads there are of what kind.
///
/// @param protocol the file in force, by which reads differ too much; null before one is published
/// @param byReader of the reads that somebody has or has submitted, by account
/// @param bySite of the recordings that were registered there
/// @param adjudicationsDue modality → recordings that a third reader is to read, and is not registered for
public record ReadCounts(
        @Nullable String protocol,
        HashPMap<String, OfReader> byReader,
        HashPMap<String, OfSite> bySite,
        HashPMap<String, Integer> adjudicationsDue) {

    static final ReadCounts NONE =
            new ReadCounts(null, HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    /// How many reads a reader has, and how many of them are submitted.
    public record OfReader(int assigned, int submitted) {
        public static final OfReader NONE = new OfReader(0, 0);

        private OfReader plus(int more, boolean read) {
            return new OfReader(assigned + more, submitted + (read ? more : 0));
        }
    }

    /// How many recordings of a site there are, and of how many the first read is submitted.
    public record OfSite(int registered, int submitted) {
        public static final OfSite NONE = new OfSite(0, 0);

        private OfSite plus(int more, boolean read) {
            return new OfSite(registered + more, submitted + (read ? more : 0));
        }
    }

    public OfReader ofReader(String account) {
        return byReader.getOrDefault(account, OfReader.NONE);
    }

    public OfSite of(String site) {
        return bySite.getOrDefault(site, OfSite.NONE);
    }

    ReadCounts under(@Nullable String otherProtocol) {
        return new ReadCounts(otherProtocol, byReader, bySite, HashTreePMap.empty());
    }

    /// @param more 1, or −1 for one that is no more as it was
    ///
    /// @param reads finds a read by its code: of a recording that was taken back none is counted
    ReadCounts plus(@Nullable ReadView read, Function<String, @Nullable ReadView> reads, int more) {
        return read == null || read.takenBack(reads)
                ? this
                : ofReader(read, more).ofSite(read, more);
    }

    private ReadCounts ofReader(ReadView read, int more) {
        String reader = read.reader();
        if (reader == null) {
            return this;
        }
        OfReader counted = ofReader(reader).plus(more, read.submitted());
        return new ReadCounts(
                protocol,
                counted.equals(OfReader.NONE) ? byReader.minus(reader) : byReader.plus(reader, counted),
                bySite,
                adjudicationsDue);
    }

    private ReadCounts ofSite(ReadView read, int more) {
        String site = read.site();
        if (site == null) {
            return this;
        }
        OfSite counted = of(site).plus(more, read.submitted());
        return new ReadCounts(
                protocol,
                byReader,
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
                protocol,
                byReader,
                bySite,
                due == 0 ? adjudicationsDue.minus(modality) : adjudicationsDue.plus(modality, due));
    }
}
