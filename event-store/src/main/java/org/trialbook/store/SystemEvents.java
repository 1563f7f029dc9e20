package org.trialbook.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;

/// What a process records of its own accord, with no act to decide it: that it showed somebody what is sealed, that an
/// operator changed a key. Each has a key of its own and is recorded once, however many processes try.
public final class SystemEvents {

    /// The tag that carries an act's key; ours stand beside them, and begin with another letter.
    private static final String KEY_TAG = LineMetadata.COMMAND;

    private final Log log;
    private final EventIds ids;

    /// An event as it is to stand in its line.
    ///
    /// @param type its qualified stored name
    /// @param payload JSON
    public record Entry(String type, String version, String study, List<EventLine.Tag> tags, String payload) {
        public Entry {
            tags = List.copyOf(tags);
        }
    }

    /// @param log open for writing
    public SystemEvents(Log log, EventIds ids) {
        this.log = log;
        this.ids = ids;
    }

    /// Records an entry, unless one was recorded under the key. It is durable when this returns. When the log could
    /// not take it, or it is not known whether it did, this throws, and the same may be tried again.
    ///
    /// @param key as an act's key: the tag `command`
    /// @return false when something had been recorded under the key before
    public boolean recordOnce(String key, Entry entry, EventLine.Actor actor, @Nullable String reason) {
        if (log.positionsWithTag(KEY_TAG, key).length > 0) {
            return false;
        }
        List<EventLine.Tag> tags = new ArrayList<>(entry.tags());
        tags.add(new EventLine.Tag(KEY_TAG, key));
        Draft draft = new Draft(
                ids.next(),
                entry.type(),
                entry.version(),
                entry.study(),
                tags,
                null,
                actor,
                key,
                reason,
                new TreeMap<>(),
                entry.payload());
        try {
            log.append(List.of(draft), unseen(key)).join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof AppendEventsTransactionRejectedException) {
                return false;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Append.Guard unseen(String key) {
        EventQuery.Clause itsKey = new EventQuery.Clause(Set.of(new EventLine.Tag(KEY_TAG, key)), Set.of());
        return new Append.Guard(new EventQuery(false, List.of(itsKey)), 0);
    }
}
