package org.trialbook.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trialbook.event.StudyEvent.ProtocolPublished;

/// Published protocols, each parsed once: folds meet the same publication again and again.
public final class Protocols {

    /// More versions than a trial has; a process that looks into many records forgets the ones met longest ago.
    private static final int KEPT = 64;

    private static final Map<String, Protocol> PARSED =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Protocol> eldest) {
                    return size() > KEPT;
                }
            });

    private Protocols() {}

    /// The protocol that an event published. What is sealed does not follow from it alone: see [Seals].
    ///
    /// @throws InvalidProtocolException when the content was never valid; publishing checks it first
    public static Protocol of(ProtocolPublished published) {
        String content = published.content();
        return PARSED.computeIfAbsent(
                content, text -> ProtocolFile.read("protocol " + published.protocolVersion(), text));
    }
}
