package org.trialbook.view.comparison;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;

/// The same record with other bytes in every sealed box, sealed under a key of another name, and with other people
/// doing what is withheld; leaf hashes kept. Ideal encryption alone would not notice a view that shows a box, or
/// somebody who asked for a crossover.
public final class ReencryptedRecord implements TrialRecord {

    private static final Pattern BOX = Pattern.compile("\\{\"key\":\"([^\"]*)\",\"box\":\"([A-Za-z0-9+/]*)(=*)\"\\}");
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final TrialRecord record;
    private final List<EventLine> lines = new ArrayList<>();

    public ReencryptedRecord(TrialRecord record) {
        this.record = record;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(record.size());
        for (long position = 0; position < record.size(); position++) {
            lines.add(changed(record.line(position), random));
        }
    }

    private static EventLine changed(EventLine line, RandomGenerator random) {
        String payload = BOX.matcher(line.payload())
                .replaceAll(box -> Matcher.quoteReplacement("{\"key\":\"%s\",\"box\":\"%s%s\"}"
                        .formatted(
                                new StringBuilder(box.group(1)).reverse(),
                                text(
                                        box.group(2).length(),
                                        random,
                                        !box.group(3).isEmpty()),
                                box.group(3))));
        boolean told = ProjectedEvent.of(line)
                .map(event -> BlindingPolicy.toBlinded(event.event()))
                .orElse(false);
        return new EventLine(
                line.position(),
                line.id(),
                line.type(),
                line.version(),
                line.study(),
                line.tags(),
                line.recordedAt(),
                told ? line.occurredAt() : null,
                told ? line.actor() : new EventLine.Actor("somebody", "Some Body", "implanter", "02"),
                line.command(),
                told ? line.reason() : "for some other reason",
                told ? metadata(line, random) : new TreeMap<>(Map.of("other", "metadata")),
                payload);
    }

    /// The request's hash is sealed as well.
    private static SortedMap<String, String> metadata(EventLine line, RandomGenerator random) {
        SortedMap<String, String> metadata = new TreeMap<>(line.metadata());
        metadata.computeIfPresent("request", (name, box) -> text(box.length(), random, false));
        return metadata;
    }

    /// Draws letters of Base64. The last letter of a padded text has to end in zero bits.
    private static String text(int length, RandomGenerator random, boolean padded) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE64.charAt(random.nextInt(64)));
        }
        if (padded && length > 0) {
            text.setCharAt(length - 1, random.nextBoolean() ? 'A' : 'Q');
        }
        return text.toString();
    }

    @Override
    public long size() {
        return record.size();
    }

    @Override
    public EventLine line(long position) {
        return lines.get(Math.toIntExact(position));
    }

    @Override
    public TreeHash leafHash(long position) {
        return record.leafHash(position);
    }

    @Override
    public long sizeAt(Instant instant) {
        return record.sizeAt(instant);
    }
}
