package org.trialbook.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/// Sign-outs in the collection `sign_outs`. In production an index removes what is past.
public final class MongoSignOuts implements StoredSignOuts {

    public static final String DATABASE = "trialbook_access";
    public static final String COLLECTION = "sign_outs";

    private static final String UNTIL = "until";

    private final MongoCollection<Document> signOuts;

    public MongoSignOuts(MongoDatabase database) {
        this.signOuts = database.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    @Override
    public void add(String name, Instant until) {
        try {
            signOuts.insertOne(new Document("_id", name).append(UNTIL, Date.from(until)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public Map<String, Instant> after(Instant now) {
        Map<String, Instant> found = new HashMap<>();
        for (Document signOut : signOuts.find(Filters.gt(UNTIL, Date.from(now)))) {
            found.put(signOut.getString("_id"), signOut.getDate(UNTIL).toInstant());
        }
        return found;
    }
}
