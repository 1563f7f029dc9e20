package org.trialbook.view.blind;

import java.util.List;
import java.util.TreeMap;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;

/// Seals deeds and writes them down.
public final class Scribe {

    private Scribe() {}

    /// What a planted leak may do to a line, knowing what is sealed.
    @FunctionalInterface
    public interface Pen {
        Pen HONEST = (line, open) -> line;

        EventLine write(EventLine line, TrialEvent open);
    }

    public static Story write(List<Deed> deeds, BlindingKey key, Pen pen) {
        Story story = new Story(key);
        EventSealing sealing = new EventSealing(key);
        long second = 0;
        for (Deed deed : deeds) {
            second += deed.pause();
            TrialEvent event = deed.event();
            long position = story.size();
            String id = "event-%06d".formatted(position);
            EventTypes.StoredName name = EventTypes.nameOf(event.getClass());
            TreeMap<String, String> metadata = new TreeMap<>();
            // As long as the sealed hash of a request.
            metadata.put("request", "%080d".formatted(position));
            story.then(pen.write(
                    new EventLine(
                            position,
                            id,
                            name.qualified(),
                            name.version(),
                            event.study().value(),
                            event.tags().stream()
                                    .map(tag -> new EventLine.Tag(tag.key(), tag.value()))
                                    .toList(),
                            Story.START.plusSeconds(second),
                            deed.occurredAt(),
                            deed.actor(),
                            "c%06d".formatted(position),
                            deed.reason(),
                            metadata,
                            EventJson.write(sealing.close(event, id))),
                    event));
        }
        return story;
    }
}
