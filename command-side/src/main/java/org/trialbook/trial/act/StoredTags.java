package org.trialbook.trial.act;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.trialbook.event.EventTag;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.LineMetadata;

/// Tags an event with what its vocabulary says, with what its decision says beside that ([Outcome.Recorded]),
/// and with the key of the act that recorded it.
public final class StoredTags implements TagResolver {

    @Override
    public Set<Tag> resolve(EventMessage event) {
        Set<Tag> tags = new HashSet<>();
        if (event.payload() instanceof TrialEvent trialEvent) {
            trialEvent.tags().forEach(tag -> tags.add(new Tag(tag.key(), tag.value())));
        }
        event.metadata().forEach((key, value) -> {
            if (key.startsWith(LineMetadata.TAG)) {
                tags.add(new Tag(key.substring(LineMetadata.TAG.length()), value));
            }
        });
        String command = event.metadata().get(LineMetadata.COMMAND);
        if (command != null) {
            tags.add(new Tag(EventTag.COMMAND, command));
        }
        return tags;
    }
}
