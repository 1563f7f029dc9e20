package org.trialbook.trial.reading;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Adjudication;
import org.trialbook.protocol.ReadPlan;

/// A recording and its reads. Built up event by event within one decision, and not changed after.
final class OneRecording {

    private final ReadCode code;
    private final SortedMap<String, OneRead> reads = new TreeMap<>();
    private final Set<String> media = new HashSet<>();
    private final Set<String> gaveBack = new HashSet<>();
    private @Nullable SubjectId subject;
    private @Nullable SiteId site;
    private String modality = "";
    private boolean registered;
    private boolean givenOut;

    OneRecording(ReadCode code) {
        this.code = code;
    }

    void apply(ReadingEvent event) {
        switch (event) {
            case ReadingEvent.ReadRegistered e -> {
                registered = true;
                subject = e.subject();
                site = e.site();
                modality = e.modality();
                put(OneRead.registered(e.read(), Purpose.FIRST));
            }
            case ReadingEvent.FurtherReadRegistered e -> {
                modality = e.modality();
                put(OneRead.registered(e.read(), Purpose.of(e.purpose())));
            }
            case ReadingEvent.ReadAssigned e -> {
                givenOut = true;
                read(e.read()).ifPresent(read -> put(read.with(e.reader())));
            }
            case ReadingEvent.ReadReleased e -> {
                gaveBack.add(e.reader());
                read(e.read()).ifPresent(read -> put(read.with((String) null)));
            }
            case ReadingEvent.ReadSubmitted e -> read(e.read()).ifPresent(read -> put(read.with(e)));
            case ReadingEvent.MediaAttached e -> media.add(e.mediaHash());
        }
    }

    /// A batch was opened: what nobody has may be claimed.
    void offer() {
        reads.replaceAll((name, read) -> read.waiting() ? read.offered() : read);
    }

    private void put(OneRead read) {
        reads.put(read.code().value(), read);
    }

    ReadCode code() {
        return code;
    }

    String modality() {
        return modality;
    }

    boolean registered() {
        return registered;
    }

    /// Null when only a further read of it is known.
    @Nullable
    SubjectId subject() {
        return subject;
    }

    /// Whether anybody ever had one of its reads.
    boolean givenOut() {
        return givenOut;
    }

    Set<String> media() {
        return media;
    }

    /// Whether somebody of the site may do something with it; everybody may who is of none.
    boolean ofSite(@Nullable SiteId own) {
        return own == null || own.equals(site);
    }

    Collection<OneRead> reads() {
        return reads.values();
    }

    Optional<OneRead> read(ReadCode read) {
        return Optional.ofNullable(reads.get(read.value()));
    }

    Optional<OneRead> read(Purpose purpose) {
        return reads.values().stream().filter(read -> read.purpose() == purpose).findFirst();
    }

    /// Whether the reader may have the read. Whoever has one read of a recording gets no other, but for a repeat by the
    /// same reader, which nobody else may have; so an adjudicator has read neither of what is to be adjudicated.
    boolean mayHave(String reader, OneRead read) {
        if (read.purpose() == Purpose.INTRA_READER) {
            return reads.values().stream()
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
        @Nullable ReadSubmitted found = read(purpose).map(OneRead::submission).orElse(null);
        return found == null ? null : new Adjudication.Result(found.values(), found.notEvaluable());
    }

    private Stream<OneRead> others(OneRead read) {
        return reads.values().stream().filter(other -> !other.code().equals(read.code()));
    }
}
