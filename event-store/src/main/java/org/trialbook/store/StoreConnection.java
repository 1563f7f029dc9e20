package org.trialbook.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How every process connects to the store: an answer that does not come is waited for no longer than
/// 30 seconds, and so is a server that is not to be found. The driver by itself waits for ever, and with it whoever
/// asked.
public final class StoreConnection {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private StoreConnection() {}

    /// @param uri a MongoDB connection string; its own `socketTimeoutMS` or `timeoutMS`, if it has one,
    ///     holds instead
    public static MongoClient open(String uri) {
        return open(uri, LONGEST_ANSWER);
    }

    static MongoClient open(String uri, Duration longestAnswer) {
        ConnectionString address = new ConnectionString(uri);
        MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(address);
        if (address.getSocketTimeout() == null && address.getTimeout() == null) {
            settings.applyToSocketSettings(
                    socket -> socket.readTimeout((int) longestAnswer.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (address.getServerSelectionTimeout() == null) {
            // A question that was not answered is asked once more, which begins with looking for a server.
            settings.applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(longestAnswer.toMillis(), TimeUnit.MILLISECONDS));
        }
        return MongoClients.create(settings.build());
    }
}
