package org.trialbook.view.question;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.trialbook.access.Audience;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.ToBlinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;

/// How many events of the record an audience counts, up to where; and where its k-th one stands. Kept in memory
/// beside the record and carried on as it grows, so that nobody's question reads the record from its beginning.
///
/// An event of the whole study is counted by every site alike, so it is listed once; one that names a site, by that
/// site; one that names a reader, by that reader. Of most events their tags and their type tell who counts them, so the
/// log's index does at a start, and they are not read ([#caughtUp]).
public final class AudienceIndex {

    /// Staff of some site or other, and some reader: for events that name neither, it doesn't matter which.
    private static final SiteId SOME_SITE = new SiteId("00");

    private static final Audience.Reader SOME_READER = new Audience.Reader("");

    private static final boolean[] EITHER = {true, false};
    private static final String REGISTERED =
            EventTypes.nameOf(SubjectEvent.SubjectRegistered.class).qualified();

    /// About a subject, which is their tag, and counted by all of the subject's site: whatever such an event says, it
    /// is shown to the blinded.
    private static final Set<String> BY_TAGS = types(type -> SubjectEvent.class.isAssignableFrom(type)
            && (ToBlinded.Shown.class.isAssignableFrom(type)
                    || ToBlinded.ShownWithoutSealedFields.class.isAssignableFrom(type)));

    private static final Set<String> BY_CONTENT =
            types(type -> !BY_TAGS.contains(EventTypes.nameOf(type).qualified()));

    /// So many are in memory at once while they are read.
    private static final int BATCH = 10_000;

    private final TrialRecord record;
    private final Map<Object, Positions> lists = new ConcurrentHashMap<>();
    private volatile long known;

    public AudienceIndex(TrialRecord record) {
        this.record = record;
    }

    /// Reads what the record has already, so that nobody's first question waits for it.
    public AudienceIndex caughtUp() {
        long size = record.size();
        record.requireKnown(size);
        readByTags(size);
        read(size);
        return this;
    }

    private static Set<String> types(Predicate<Class<? extends TrialEvent>> some) {
        return EventTypes.all().keySet().stream()
                .filter(some)
                .map(type -> EventTypes.nameOf(type).qualified())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Who counts an event: the list in which its position is put.
    private interface Lists {
        void add(Object list, long position);
    }

    /// Finds what tags tell, and reads the rest. Does nothing where an event is of a subject who was never registered.
    private synchronized void readByTags(long size) {
        Map<Object, Positions> found = new HashMap<>();
        Lists lists = (list, position) ->
                found.computeIfAbsent(list, any -> new Positions()).add(position);
        long[] byTags = record.ofTypes(BY_TAGS, 0, size);
        long ofSubjects = 0;
        for (ProjectedEvent registered : read(Set.of(REGISTERED), size)) {
            SubjectId subject = registered.event().aboutSubject().orElseThrow();
            if (found.containsKey(new OfSubject(subject.value(), true))) {
                continue;
            }
            for (long position :
                    TrialRecord.both(record.withTag(new EventTag(EventTag.SUBJECT, subject.value()), size), byTags)) {
                ofSubjects++;
                for (boolean blinded : EITHER) {
                    lists.add(new Audience.SiteStaff(subject.site(), blinded), position);
                    lists.add(new OfSubject(subject.value(), blinded), position);
                }
            }
        }
        if (known == 0 && ofSubjects == byTags.length) {
            for (ProjectedEvent recorded : read(BY_CONTENT, size)) {
                add(recorded.position(), recorded.event(), lists);
            }
            found.forEach((list, positions) -> this.lists.put(list, positions.sorted()));
            known = size;
        }
    }

    private Iterable<ProjectedEvent> read(Set<String> types, long size) {
        return () -> LongStream.iterate(0, from -> from < size, from -> from + BATCH)
                .mapToObj(from -> record.ofTypes(types, from, Math.min(from + BATCH, size)))
                .flatMap(positions -> record.events(positions, types, event -> event).stream())
                .iterator();
    }

    private enum Counting {
        UNBLINDED,
        BLINDED,
        READER
    }

    private record OfAll(Counting by) {}

    private record OfSubject(String subject, boolean blinded) {}

    /// The moment after the first `size` events, as the audience is told it and may ask for it again.
    String moment(Audience audience, long size) {
        return audience instanceof Audience.Everybody
                ? Long.toString(size)
                : SnapshotToken.format(count(audience, size));
    }

    /// How many of the first `size` events the audience counts.
    public long count(Audience audience, long size) {
        // Live views may be ahead of this process's copy of the log by a moment.
        long within = Math.min(size, record.size());
        if (audience instanceof Audience.Everybody) {
            return within;
        }
        read(within);
        return of(new OfAll(counting(audience))).before(within) + of(audience).before(within);
    }

    /// How many events the record had right after the k-th event that the audience counts; nothing when there are
    /// fewer.
    public Optional<Long> sizeAfter(Audience audience, long k) {
        long most = record.size();
        if (count(audience, most) < k) {
            return Optional.empty();
        }
        long least = 0;
        while (least < most) {
            long middle = least + (most - least) / 2;
            if (count(audience, middle) < k) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return Optional.of(least);
    }

    /// The place of an event among those of its subject that the audience counts, from 1.
    ///
    /// @param position of an event of the subject that the audience counts
    public long ordinal(Audience.SiteStaff staff, SubjectId subject, long position) {
        read(position + 1);
        return of(new OfSubject(subject.value(), staff.blinded())).before(position + 1);
    }

    private Positions of(Object list) {
        return lists.getOrDefault(list, Positions.NONE);
    }

    private static Counting counting(Audience audience) {
        return switch (audience) {
            case Audience.SiteStaff staff -> staff.blinded() ? Counting.BLINDED : Counting.UNBLINDED;
            case Audience.Reader _ -> Counting.READER;
            case Audience.Everybody _ -> throw new IllegalArgumentException("counts everything");
        };
    }

    private void read(long size) {
        if (known < size) {
            readOn(size);
        }
    }

    private synchronized void readOn(long size) {
        for (ProjectedEvent recorded : record.events(known, Math.max(known, size), event -> event)) {
            add(
                    recorded.position(),
                    recorded.event(),
                    (list, position) -> list(list).add(position));
            known = recorded.position() + 1;
        }
        known = Math.max(known, size);
    }

    private void add(long position, TrialEvent event, Lists lists) {
        for (boolean blinded : EITHER) {
            Audience staff = new Audience.SiteStaff(event.aboutSite().orElse(SOME_SITE), blinded);
            if (staff.counts(event)) {
                lists.add(event.aboutSite().isPresent() ? staff : new OfAll(counting(staff)), position);
                event.aboutSubject().ifPresent(subject -> lists.add(new OfSubject(subject.value(), blinded), position));
            }
        }
        Audience.Reader reader = named(event).map(Audience.Reader::new).orElse(SOME_READER);
        if (reader.counts(event)) {
            lists.add(reader == SOME_READER ? new OfAll(Counting.READER) : reader, position);
        }
        if (event instanceof ReadingEvent.RecordingTakenBack taken) {
            readers(taken.read(), position).forEach(id -> lists.add(new Audience.Reader(id), position));
        }
    }

    /// Who has or has submitted a read of the recording: from their work list it is gone, at a moment of their own. The
    /// event names none of them, since their subject's site sees it.
    private Set<String> readers(ReadCode recording, long before) {
        Map<ReadCode, String> has = new HashMap<>();
        Set<EventTag> codes = new HashSet<>(Set.of(EventTag.of(recording)));
        for (EventTag tag : List.of(EventTag.of(recording), EventTag.ofRecording(recording))) {
            events(tag, before)
                    .filter(FurtherReadRegistered.class::isInstance)
                    .forEach(further -> codes.add(EventTag.of(((FurtherReadRegistered) further).read())));
        }
        codes.stream().flatMap(tag -> events(tag, before)).forEach(event -> {
            switch (event) {
                case ReadingEvent.ReadAssigned assigned -> has.put(assigned.read(), assigned.reader());
                case ReadingEvent.ReadReleased released -> has.remove(released.read());
                case ReadingEvent.ReadSubmitted submitted -> has.put(submitted.read(), submitted.reader());
                default -> {}
            }
        });
        return Set.copyOf(has.values());
    }

    private Stream<TrialEvent> events(EventTag tag, long before) {
        return Arrays.stream(record.withTag(tag, before))
                .mapToObj(record::event)
                .flatMap(Optional::stream)
                .map(ProjectedEvent::event);
    }

    private static Optional<String> named(TrialEvent event) {
        return switch (event) {
            case ReadingEvent.ReadAssigned assigned -> Optional.of(assigned.reader());
            case ReadingEvent.ReadReleased released -> Optional.of(released.reader());
            case ReadingEvent.ReadSubmitted submitted -> Optional.of(submitted.reader());
            default -> Optional.empty();
        };
    }

    private Positions list(Object of) {
        return lists.computeIfAbsent(of, any -> new Positions());
    }

    /// Ascending positions, written by one thread at a time and read by any.
    private static final class Positions {
        static final Positions NONE = new Positions();

        private volatile long[] positions = new long[8];
        private volatile int count;

        void add(long position) {
            int at = count;
            long[] all = at == positions.length ? Arrays.copyOf(positions, Math.max(8, 2 * at)) : positions;
            all[at] = position;
            positions = all;
            count = at + 1;
        }

        Positions sorted() {
            positions = Arrays.stream(positions, 0, count).sorted().toArray();
            return this;
        }

        /// How many lie before the position.
        int before(long position) {
            // The count is read first: every position that it counts has been written by then.
            int upTo = count;
            int found = Arrays.binarySearch(positions, 0, upTo, position);
            return found < 0 ? -found - 1 : found;
        }
    }
}
