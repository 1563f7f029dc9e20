package org.trialbook.trial;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.store.LineMetadata;

/// A study that was unblinded: the event alone, whatever acts lead to it.
final class Unblinded {

    private Unblinded() {}

    static void record(TrialServer server) {
        StudyUnblinded event = new StudyUnblinded(HotCrt.STUDY, List.of("statistician", "sponsor"), 0);
        GenericEventMessage message = new GenericEventMessage(
                UUID.randomUUID().toString(),
                new MessageType(EventTypes.NAMESPACE, "StudyUnblinded", "1"),
                event,
                Map.of(LineMetadata.STUDY, HotCrt.STUDY.value()),
                HotCrt.NOW);
        server.bean(AxonConfiguration.class)
                .getComponent(EventStorageEngine.class)
                .appendEvents(AppendCondition.none(), null, List.of(new GenericTaggedEventMessage<>(message, Set.of())))
                .thenCompose(transaction -> transaction.commit(null))
                .join();
    }
}
