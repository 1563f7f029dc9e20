package org.trialbook.trial.act;

import java.util.Optional;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;

/// Names events for Axon by their stored names. A criterion built from a Java name would match nothing, silently, so
/// every name comes from here.
public final class StoredNames implements MessageTypeResolver {

    @Override
    public Optional<MessageType> resolve(Class<?> payloadType) {
        if (TrialEvent.class.isAssignableFrom(payloadType)) {
            EventTypes.StoredName stored = EventTypes.nameOf(payloadType);
            return Optional.of(new MessageType(EventTypes.NAMESPACE, stored.name(), stored.version()));
        }
        return Optional.of(new MessageType(payloadType));
    }
}
