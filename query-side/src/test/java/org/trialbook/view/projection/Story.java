package org.trialbook.view.projection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// A record written by a test, event by event, one second apart, with everything that must be sealed sealed.
public final class Story implements TrialRecord {

    public static final StudyId STUDY = new StudyId("HOT-CRT");
    public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final BlindingKey key;
    private final List<EventLine> lines = new ArrayList<>();
    /// As far as somebody asked.
    private final List<TreeHash> leaves = new ArrayList<>();

    public Story() {
        this(new IdealBlindingKey());
    }

    public Story(BlindingKey key) {
        this.key = key;
    }

    public BlindingKey key() {
        return key;
    }

    /// Records an event as the coordinator of site 01.
    public Story then(TrialEvent event) {
        return then(event, new EventLine.Actor("u-1", "C. Ordinator", "coordinator", "01"));
    }

    public Story then(TrialEvent event, EventLine.Actor actor) {
        String id = "event-%06d".formatted(lines.size());
        EventTypes.StoredName name = EventTypes.nameOf(event.getClass());
        TrialEvent closed = new EventSealing(key).close(event, id);
        List<EventLine.Tag> tags = event.tags().stream()
                .map(tag -> new EventLine.Tag(tag.key(), tag.value()))
                .toList();
        return then(new EventLine(
                lines.size(),
                id,
                name.qualified(),
                name.version(),
                event.study().value(),
                tags,
                START.plusSeconds(lines.size()),
                "2026-03-02T09:00:00+01:00[Europe/Berlin]",
                actor,
                "c%06d".formatted(lines.size()),
                null,
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                EventJson.write(closed)));
    }

    /// Records a line as it is.
    public Story then(EventLine line) {
        lines.add(line);
        return this;
    }

    /// The study's real protocol, published.
    public Story published() {
        return then(publication("1", hotCrt()));
    }

    /// As the command side publishes a protocol.
    public static StudyEvent.ProtocolPublished publication(String version, String content) {
        String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8)));
        return new StudyEvent.ProtocolPublished(STUDY, version, sha256, content);
    }

    public static String hotCrt() {
        return HotCrt.TEXT;
    }

    /// Read once: some tests tell very many stories.
    private static final class HotCrt {
        private static final String TEXT = read();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The views of a projection after the whole story.
    public <V> TreeMap<String, V> views(Projection<V> projection) {
        TreeMap<String, V> views = new TreeMap<>();
        Folding.fold(projection, events(0, size(), event -> event)).forEach((id, v) -> views.put(id, v.view()));
        return views;
    }

    /// One view of a projection after the whole story, which must be there.
    public <V> V view(Projection<V> projection, String id) {
        return Objects.requireNonNull(views(projection).get(id), id);
    }

    public EventLine last() {
        return lines.getLast();
    }

    @Override
    public long size() {
        return lines.size();
    }

    @Override
    public EventLine line(long position) {
        return lines.get(Math.toIntExact(position));
    }

    /// Asked for by each writer of views in its own thread.
    @Override
    public synchronized TreeHash leafHash(long position) {
        while (leaves.size() <= position) {
            leaves.add(Sha256.leaf(line(leaves.size()).format()));
        }
        return leaves.get(Math.toIntExact(position));
    }

    @Override
    public long sizeAt(Instant instant) {
        return lines.stream()
                .filter(line -> !line.recordedAt().isAfter(instant))
                .count();
    }
}
