package org.trialbook.protocol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trialbook.event.StudyEvent.ProtocolPublished;

/// Published protocols, each parsed once: folds meet the same publication again and again.
public final class Protocols {

    private static final Map<String, Protocol> PARSED = new ConcurrentHashMap<>();

    private Protocols() {}

    /// The protocol that an event published. What is sealed does not follow from it alone: see [Seals].
    ///
    /// @throws InvalidProtocolException when the content was never valid; publishing checks it first
    public static Protocol of(ProtocolPublished published) {
        return PARSED.computeIfAbsent(
                published.content(), content -> ProtocolFile.read("protocol " + published.protocolVersion(), content));
    }
}
