package org.trialbook.view.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Where live views are kept: a collection per projection and edition, a document `{_id, position, view}` per
/// view, and in the collection `progress` how far each group has come.
///
/// A view is kept as its JSON text, so that a codec of some later driver can't change what it says. Every
/// write is one command on one document that is conditional on what it replaces.
public final class ViewDatabase implements ViewStore {

    private static final String PROGRESS = "progress";
    private static final int BATCH = 500;
    /// A server that has not answered by then is not going to.
    private static final long LONGEST_ANSWER_SECONDS = 10;

    private final MongoDatabase database;

    public ViewDatabase(MongoDatabase database) {
        this.database = database.withTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Progress progress(String group) {
        Document found = progress().find(Filters.eq("_id", group)).first();
        if (found == null) {
            return Progress.NONE;
        }
        return new Progress(
                found.getString("edition"), found.get("size", Number.class).longValue(), found.getString("last"));
    }

    @Override
    public boolean advance(String group, Progress reached) {
        return progress()
                        .updateOne(
                                Filters.and(of(group, reached), Filters.lt("size", reached.size())),
                                Updates.combine(
                                        Updates.set("size", reached.size()), Updates.set("last", reached.last())))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public boolean renew(String group, Progress old) {
        Document begun = new Document("edition", new ObjectId().toHexString())
                .append("size", 0L)
                .append("last", "");
        if (!old.equals(Progress.NONE)) {
            return progress().replaceOne(of(group, old), begun).getMatchedCount() == 1;
        }
        try {
            progress()
                    .insertOne(new Document("_id", group)
                            .append("edition", begun.get("edition"))
                            .append("size", 0L)
                            .append("last", ""));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static Bson of(String group, Progress progress) {
        return Filters.and(Filters.eq("_id", group), Filters.eq("edition", progress.edition()));
    }

    @Override
    public List<Stored> all(String collection) {
        List<Stored> views = new ArrayList<>();
        for (Document document : views(collection).find().batchSize(BATCH)) {
            views.add(stored(document));
        }
        return views;
    }

    @Override
    public @Nullable Stored one(String collection, String id) {
        Document found = views(collection).find(Filters.eq("_id", id)).first();
        return found == null ? null : stored(found);
    }

    @Override
    public Map<String, Stored> some(String collection, Collection<String> ids) {
        Map<String, Stored> views = new HashMap<>();
        // One more than there can be: so that the server sees the end, and leaves no cursor open.
        for (Document document : views(collection).find(Filters.in("_id", ids)).batchSize(ids.size() + 1)) {
            Stored stored = stored(document);
            views.put(stored.id(), stored);
        }
        return views;
    }

    /// A view that is as new or newer does not match, and so the write becomes an insert, which its `_id`
    /// refuses.
    @Override
    public void write(String collection, Collection<Stored> changed) {
        if (changed.isEmpty()) {
            return;
        }
        try {
            views(collection)
                    .bulkWrite(
                            changed.stream()
                                    .map(stored -> new ReplaceOneModel<>(
                                            Filters.and(
                                                    Filters.eq("_id", stored.id()),
                                                    Filters.lt("position", stored.position())),
                                            new Document("_id", stored.id())
                                                    .append("position", stored.position())
                                                    .append("view", stored.view()),
                                            new ReplaceOptions().upsert(true)))
                                    .toList(),
                            new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    @Override
    public void drop(String collection) {
        views(collection).drop();
    }

    private MongoCollection<Document> progress() {
        return database.getCollection(PROGRESS);
    }

    private MongoCollection<Document> views(String collection) {
        return database.getCollection(collection);
    }

    private static Stored stored(Document document) {
        Long position = document.getLong("position");
        String view = document.getString("view");
        if (position == null || view == null) {
            throw new IllegalStateException("view " + document.get("_id") + " is not of its form");
        }
        return new Stored(document.getString("_id"), position, view);
    }
}
