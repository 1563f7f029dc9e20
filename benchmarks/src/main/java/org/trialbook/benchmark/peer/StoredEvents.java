package org.trialbook.benchmark.peer;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.JacksonConverter;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.MongoEventStorageEngine;
import tools.jackson.databind.json.JsonMapper;

/// Events of a log in plain files, to be appended to another one.
public final class StoredEvents {

    private StoredEvents() {}

    /// All of them, in order, with their tags.
    ///
    /// @param directory of the log, which nobody has open
    public static List<TaggedEventMessage<?>> of(Path directory) {
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForReading(store, LogSettings.of(Clock.systemUTC(), new Random()), null)) {
            MongoEventStorageEngine engine =
                    new MongoEventStorageEngine(log, new JacksonConverter(JsonMapper.shared()));
            MessageStream<EventMessage> stream = engine.stream(
                    StreamingCondition.startingFrom(engine.firstToken(null).join()), null);
            List<TaggedEventMessage<?>> events = new ArrayList<>();
            while (events.size() < log.size()) {
                stream.next()
                        .ifPresent(entry -> events.add(
                                new GenericTaggedEventMessage<>(entry.message(), tags(log.line(events.size())))));
            }
            stream.close();
            return events;
        }
    }

    private static Set<Tag> tags(EventLine line) {
        return line.tags().stream().map(tag -> new Tag(tag.key(), tag.value())).collect(Collectors.toSet());
    }
}
