package org.trialbook.view.blind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.casebook.GivenAnswer;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
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
        Map<String, Integer> numbers = new HashMap<>();
        Map<ReadCode, ReadCode> recordings = new HashMap<>();
        Map<String, List<String>> leaves = new HashMap<>();
        for (Deed deed : deeds) {
            second += deed.pause();
            TrialEvent event = deed.event() instanceof FormsSigned signed ? signing(signed, leaves) : deed.event();
            long position = story.size();
            // Numbered by themselves: what somebody isn't told of must not move the ids of what they are told.
            String stream = stream(event);
            int number = numbers.merge(stream, 1, Integer::sum);
            String id = "%s-%06d".formatted(stream, number);
            EventTypes.StoredName name = EventTypes.nameOf(event.getClass());
            TreeMap<String, String> metadata = new TreeMap<>();
            // As long as the sealed hash of a request.
            metadata.put("request", stream + "%075d".formatted(number));
            EventLine line = pen.write(
                    new EventLine(
                            position,
                            id,
                            name.qualified(),
                            name.version(),
                            event.study().value(),
                            tags(event, recordings),
                            Story.START.plusSeconds(second),
                            deed.occurredAt(),
                            deed.actor(),
                            "c-" + id,
                            deed.reason(),
                            metadata,
                            EventJson.write(sealing.close(event, id))),
                    event);
            story.then(line);
            if (event instanceof SubjectEvent of) {
                GivenAnswer.form(of)
                        .ifPresent(
                                form -> leaves.computeIfAbsent(of.subject() + form.path(), unknown -> new ArrayList<>())
                                        .add(Sha256.leaf(line.format()).hex()));
            }
        }
        return story;
    }

    /// The forms as they stand, each by the leaves of its lines.
    private static FormsSigned signing(FormsSigned event, Map<String, List<String>> leaves) {
        return new FormsSigned(
                event.study(),
                event.subject(),
                event.site(),
                event.meaning(),
                event.forms().stream()
                        .map(form -> SignedForm.of(
                                form.instance(),
                                leaves.getOrDefault(
                                        event.subject() + form.instance().path(), List.of())))
                        .toList());
    }

    /// What the event says itself, and for one of a read the recording that it belongs to.
    private static List<EventLine.Tag> tags(TrialEvent event, Map<ReadCode, ReadCode> recordings) {
        Set<EventTag> tags = new HashSet<>(event.tags());
        if (event instanceof ReadingEvent reading) {
            ReadCode of = reading instanceof ReadingEvent.FurtherReadRegistered further ? further.of() : reading.read();
            tags.add(EventTag.ofRecording(recordings.computeIfAbsent(reading.read(), unknown -> of)));
        }
        return tags.stream()
                .map(tag -> new EventLine.Tag(tag.key(), tag.value()))
                .toList();
    }

    private static String stream(TrialEvent event) {
        return !BlindingPolicy.toBlinded(event) ? "aside" : event instanceof ReadingEvent ? "reads" : "event";
    }
}
