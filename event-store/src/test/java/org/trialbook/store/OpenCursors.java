package org.trialbook.store;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/// Sees what a driver asks, and what is left open by it: a cursor that a server must keep costs it memory, and some
/// give
/// up a connection for each. Reads of a known size leave none.
public final class OpenCursors implements CommandListener {
    private static final BsonInt64 NONE = new BsonInt64(0);
    private static final BsonInt32 ALL = new BsonInt32(Integer.MAX_VALUE);
    private static final String SINGLE_BATCH = "singleBatch";
    private static final Set<String> LEFT_OVER = Set.of("getMore", "killCursors");

    private final Collection<String> seen = new ConcurrentLinkedQueue<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        if (LEFT_OVER.contains(event.getCommandName())
                || (isOfKnownSize(command) && !command.containsKey(SINGLE_BATCH))) {
            seen.add(command.toJson());
        }
    }

    private static boolean isOfKnownSize(BsonDocument command) {
        return command.containsKey("find") && command.getNumber("limit", ALL).intValue() < ALL.getValue();
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        BsonDocument answer = event.getResponse();
        BsonValue cursor = answer.get("cursor");
        if (cursor != null && !NONE.equals(cursor.asDocument().get("id"))) {
            seen.add("a cursor in " + cursor.asDocument().get("ns"));
        }
    }

    /// Says what was left open.
    ///
    /// @throws AssertionError naming what was left open since the last call
    public void requireNone() {
        String all = String.join("\n", seen);
        seen.clear();
        if (!all.isEmpty()) {
            throw new AssertionError("Reads left cursors open:\n" + all);
        }
    }
}
