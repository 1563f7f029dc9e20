package org.trialbook.standalone;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// What a user of the store does to a collection.
///
/// @param action as MongoDB names what a role allows, such as `find`
record StoreUse(String user, String database, String collection, String action) {

    /// What everybody may do.
    private static final Set<String> FREE = Set.of("hello", "isMaster", "ismaster", "ping", "buildInfo", "endSessions");

    private static final Map<String, String> ACTIONS = Map.of("delete", "remove", "drop", "dropCollection");

    /// Whoever greets the server says the name of the application.
    static Optional<String> greeted(@Nullable BsonDocument asked) {
        return Optional.ofNullable(asked == null ? null : asked.get("client"))
                .map(client -> client.asDocument().get("application"))
                .map(application -> application.asDocument().getString("name").getValue());
    }

    static Optional<StoreUse> of(String user, @Nullable BsonDocument asked) {
        if (asked == null || FREE.contains(asked.getFirstKey())) {
            return Optional.empty();
        }
        String command = asked.getFirstKey();
        BsonValue collection = asked.get(command);
        return Optional.of(new StoreUse(
                user,
                asked.getString("$db", new BsonString("?")).getValue(),
                collection instanceof BsonString name ? name.getValue() : "",
                ACTIONS.getOrDefault(command, command)));
    }
}
