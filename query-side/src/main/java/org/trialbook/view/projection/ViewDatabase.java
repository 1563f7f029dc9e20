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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// Stored views in MongoDB: a collection per projection and edition, a document `{_id, position, fence, view}` per
/// view, and in the collection `progress` a document per group.
///
/// A view is kept as its JSON text, so that a codec of some later driver can't change what it says. Every
/// write is one command on one document that is conditional on what it replaces.
final class ViewDatabase implements ViewDocuments {

    private static final String PROGRESS = "progress";
    private static final int BATCH = 500;
    /// A server that has not answered by then is not going to.
    private static final long LONGEST_ANSWER_SECONDS = 10;

    private final MongoDatabase database;

    ViewDatabase(MongoDatabase database) {
        this.database = database.withTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Optional<Progress> progress(String group) {
        return Optional.ofNullable(database.getCollection(PROGRESS)
                        .find(Filters.eq("_id", group))
                        .first())
                .map(found -> new Progress(
                        found.getLong("beat"),
                        found.getLong("fence"),
                        found.getString("owner"),
                        found.getString("edition"),
                        found.getLong("size"),
                        found.getString("last"),
                        found.getLong("through"),
                        found.getString("lastThrough")));
    }

    @Override
    public boolean replace(String group, Progress seen, Progress next) {
        Document document = new Document("_id", group)
                .append("beat", next.beat())
                .append("fence", next.fence())
                .append("owner", next.owner())
                .append("edition", next.edition())
                .append("size", next.size())
                .append("last", next.last())
                .append("through", next.through())
                .append("lastThrough", next.lastThrough());
        MongoCollection<Document> progress = database.getCollection(PROGRESS);
        if (!seen.equals(Progress.NONE)) {
            return progress.replaceOne(
                                    Filters.and(
                                            Filters.eq("_id", group),
                                            Filters.eq("beat", seen.beat()),
                                            Filters.eq("fence", seen.fence()),
                                            Filters.eq("owner", seen.owner())),
                                    document)
                            .getMatchedCount()
                    == 1;
        }
        try {
            progress.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<StoredView> all(String collection) {
        List<StoredView> views = new ArrayList<>();
        for (Document document : database.getCollection(collection).find().batchSize(BATCH)) {
            Long position = document.getLong("position");
            String view = document.getString("view");
            if (position == null || view == null) {
                throw new IllegalStateException("view " + document.get("_id") + " is not of its form");
            }
            views.add(new StoredView(document.getString("_id"), position, view));
        }
        return views;
    }

    /// A view that is as new or newer, or of a later fence, does not match, and so the write becomes an insert,
    /// which its `_id` refuses.
    @Override
    public void write(String collection, Collection<StoredView> views, long fence) {
        try {
            database.getCollection(collection)
                    .bulkWrite(
                            views.stream().map(view -> write(view, fence)).toList(),
                            new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    private static ReplaceOneModel<Document> write(StoredView view, long fence) {
        return new ReplaceOneModel<>(
                Filters.and(
                        Filters.eq("_id", view.id()),
                        Filters.lt("position", view.position()),
                        Filters.lte("fence", fence)),
                new Document("_id", view.id())
                        .append("position", view.position())
                        .append("fence", fence)
                        .append("view", view.view()),
                new ReplaceOptions().upsert(true));
    }

    @Override
    public void drop(String collection) {
        database.getCollection(collection).drop();
    }
}
