package org.trialbook.view.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Where live views are kept: a collection per projection, a document `{_id, position, view}` per view, and in the
/// collection `progress` how far each group has come.
///
/// A view is kept as its JSON text, so that a codec of some later driver can't change what it says.
public final class ViewDatabase implements ViewStore {

    private static final String PROGRESS = "progress";
    private static final int BATCH = 500;

    private final MongoDatabase database;

    public ViewDatabase(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public Progress progress(String group) {
        Document found =
                database.getCollection(PROGRESS).find(Filters.eq("_id", group)).first();
        if (found == null) {
            return new Progress(0, "");
        }
        Long size = found.getLong("size");
        String basis = found.getString("basis");
        return new Progress(size == null ? 0 : size, basis == null ? "" : basis);
    }

    @Override
    public void progress(String group, Progress progress) {
        database.getCollection(PROGRESS)
                .replaceOne(
                        Filters.eq("_id", group),
                        new Document("_id", group)
                                .append("size", progress.size())
                                .append("basis", progress.basis()),
                        new ReplaceOptions().upsert(true));
    }

    @Override
    public List<Stored> all(String projection) {
        List<Stored> views = new ArrayList<>();
        for (Document document : views(projection).find().batchSize(BATCH)) {
            views.add(stored(document));
        }
        return views;
    }

    @Override
    public @Nullable Stored one(String projection, String id) {
        Document found = views(projection).find(Filters.eq("_id", id)).first();
        return found == null ? null : stored(found);
    }

    @Override
    public Map<String, Stored> some(String projection, Collection<String> ids) {
        Map<String, Stored> views = new HashMap<>();
        for (Document document : views(projection).find(Filters.in("_id", ids)).batchSize(BATCH)) {
            Stored stored = stored(document);
            views.put(stored.id(), stored);
        }
        return views;
    }

    @Override
    public void write(String projection, Collection<Stored> changed) {
        if (changed.isEmpty()) {
            return;
        }
        views(projection)
                .bulkWrite(changed.stream()
                        .map(stored -> new ReplaceOneModel<>(
                                Filters.eq("_id", stored.id()),
                                new Document("_id", stored.id())
                                        .append("position", stored.position())
                                        .append("view", stored.view()),
                                new ReplaceOptions().upsert(true)))
                        .toList());
    }

    @Override
    public void clear(String projection) {
        views(projection).deleteMany(new Document());
    }

    private MongoCollection<Document> views(String projection) {
        return database.getCollection(projection);
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
