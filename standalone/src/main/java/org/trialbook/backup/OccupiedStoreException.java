package org.trialbook.backup;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;

/// A MongoDB that a record is to be restored into holds something already.
public final class OccupiedStoreException extends RuntimeException {
    private OccupiedStoreException(String database, String collection) {
        super(
                ("The database %s holds something already, in %s, and is left as it is. If a restore was broken off there, drop"
                                + " the databases and restore again")
                        .formatted(database, collection));
    }

    /// @throws OccupiedStoreException when a collection of it holds a document
    static void requireEmpty(MongoDatabase database) {
        for (String collection : collections(database)) {
            if (database.getCollection(collection).find().first() != null) {
                throw new OccupiedStoreException(database.getName(), collection);
            }
        }
    }

    /// Without those in which the server keeps what it needs itself.
    static List<String> collections(MongoDatabase database) {
        List<String> names = database.listCollectionNames().into(new ArrayList<>());
        names.removeIf(name -> name.startsWith("system."));
        return names;
    }
}
