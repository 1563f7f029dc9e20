package org.trialbook.trial.reading;

import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Adjudication;
import org.trialbook.protocol.ReadPlan;

/// A recording and its reads, as they stand after so many events.
///
/// @param subject null when only a further read of it is known
/// @param givenOut whether anybody ever had one of its reads
record OneRecording(
        ReadCode code,
        String modality,
        @Nullable SubjectId subject,
        @Nullable SiteId site,
        boolean givenOut,
        PSortedMap<String, OneRead> byCode,
        PSet<String> media,
        PSet<String> gaveBack) {

    static OneRecording unknown(ReadCode code) {
        return new OneRecording(
                code, "", null, null, false, TreePMap.empty(), HashTreePSet.empty(), HashTreePSet.empty());
    }

    OneRecording after(ReadingEvent event) {
        return switch (event) {
            case ReadingEvent.ReadRegistered e ->
                new OneRecording(code, e.modality(), e.subject(), e.site(), givenOut, byCode, media, gaveBack)
                        .with(OneRead.registered(e.read(), Purpose.FIRST));
            case ReadingEvent.FurtherReadRegistered e ->
                new OneRecording(code, e.modality(), subject, site, givenOut, byCode, media, gaveBack)
                        .with(OneRead.registered(e.read(), Purpose.of(e.purpose())));
            case ReadingEvent.ReadAssigned e ->
                new OneRecording(code, modality, subject, site, true, byCode, media, gaveBack)
                        .change(e.read(), read -> read.with(e.reader()));
            case ReadingEvent.ReadReleased e ->
                new OneRecording(code, modality, subject, site, givenOut, byCode, media, gaveBack.plus(e.reader()))
                        .change(e.read(), read -> read.with((String) null));
            case ReadingEvent.RecordingTakenBack _ -> this;
            case ReadingEvent.ReadSubmitted e -> change(e.read(), read -> read.with(e));
            case ReadingEvent.MediaAttached e ->
                new OneRecording(code, modality, subject, site, givenOut, byCode, media.plus(e.mediaHash()), gaveBack);
        };
    }

    /// A batch was opened: what nobody has may be claimed.
    OneRecording offered() {
        OneRecording offered = this;
        for (OneRead read : reads()) {
            offered = read.waiting() ? offered.with(read.offered()) : offered;
        }
        return offered;
    }

    private OneRecording change(ReadCode read, UnaryOperator<OneRead> change) {
        OneRead known = byCode.get(read.value());
        return known == null ? this : with(change.apply(known));
    }

    private OneRecording with(OneRead read) {
        return new OneRecording(
                code, modality, subject, site, givenOut, byCode.plus(read.code().value(), read), media, gaveBack);
    }

    /// Whether somebody of the site may do something with it; everybody may who is of none.
    boolean ofSite(@Nullable SiteId own) {
        return own == null || own.equals(site);
    }

    Collection<OneRead> reads() {
        return byCode.values();
    }

    Optional<OneRead> read(ReadCode read) {
        return Optional.ofNullable(byCode.get(read.value()));
    }

    Optional<OneRead> read(Purpose purpose) {
        return byCode.values().stream()
                .filter(read -> read.purpose() == purpose)
                .findFirst();
    }

    /// Whether the reader may have the read. Whoever has one read of a recording gets no other, but for a repeat by the
    /// same reader, which nobody else may have; so an adjudicator has read neither of what is to be adjudicated.
    boolean mayHave(String reader, OneRead read) {
        if (read.purpose() == Purpose.INTRA_READER) {
            return byCode.values().stream()
                            .anyMatch(other ->
                                    other.purpose().independent() && other.submitted() && reader.equals(other.reader()))
                    && others(read)
                            .noneMatch(
                                    other -> other.purpose() == Purpose.INTRA_READER && reader.equals(other.reader()));
        }
        return others(read).noneMatch(other -> reader.equals(other.reader()));
    }

    /// Whether the read may come to the reader by chance: not when the reader gave one of the recording back.
    boolean mayDraw(String reader, OneRead read) {
        return read.open() && !gaveBack.contains(reader) && mayHave(reader, read);
    }

    /// Whether two have read it, differ by more than the plan lets stand, and no third read is registered yet.
    boolean adjudicationDue(ReadPlan plan) {
        return read(Purpose.ADJUDICATION).isEmpty()
                && Adjudication.needed(plan, result(Purpose.FIRST), result(Purpose.SECOND));
    }

    private Adjudication.@Nullable Result result(Purpose purpose) {
        return read(purpose).map(OneRead::result).orElse(null);
    }

    private Stream<OneRead> others(OneRead read) {
        return byCode.values().stream().filter(other -> !other.code().equals(read.code()));
    }
}
