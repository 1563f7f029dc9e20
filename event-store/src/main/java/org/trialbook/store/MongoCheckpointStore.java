package org.trialbook.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/// Checkpoints in the collection `checkpoints`.
final class MongoCheckpointStore implements CheckpointStore {
    private static final String COLLECTION = "checkpoints";
    private static final String COSIGNATURES = "cosignatures";
    /// So many notes are less than one answer holds: they leave no cursor open.
    private static final int SINGLE_BATCH = 1000;

    private final MongoCollection<Document> collection;

    MongoCheckpointStore(MongoDatabase database) {
        this.collection = database.getCollection(COLLECTION)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
    }

    @Override
    public List<Kept> newest(int count) {
        return collection
                .find()
                .sort(Sorts.descending("_id"))
                .limit(count)
                .batchSize(count <= SINGLE_BATCH ? -count : SINGLE_BATCH)
                .map(MongoCheckpointStore::kept)
                .into(new ArrayList<>());
    }

    @Override
    public Optional<Kept> at(long size) {
        return Optional.ofNullable(collection.find(Filters.eq("_id", size)).first())
                .map(MongoCheckpointStore::kept);
    }

    private static Kept kept(Document document) {
        Binary note = document.get("note", Binary.class);
        return new Kept(
                document.get("_id", Number.class).longValue(),
                note == null ? new byte[0] : note.getData(),
                document.getList(COSIGNATURES, String.class, List.of()));
    }

    @Override
    public void add(long size, byte[] note) {
        try {
            collection.insertOne(new Document("_id", size).append("note", new Binary(note)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public void addCosignatures(long size, List<String> lines) {
        collection.updateOne(Filters.eq("_id", size), Updates.addEachToSet(COSIGNATURES, lines));
    }

    @Override
    public void removeCosignatures(long size, List<String> lines) {
        collection.updateOne(Filters.eq("_id", size), Updates.pullAll(COSIGNATURES, lines));
    }
}
