package org.trialbook.carryover;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// The index on `_id`: the keys of the map that holds the documents. It writes nothing; queries by `_id`
/// never come here, because the collection answers them from the map itself.
final class IdIndex extends Index<DocumentKey> {
    private final MVMap<DocumentKey, byte[]> documents;

    IdIndex(MVMap<DocumentKey, byte[]> documents, String name, List<IndexKey> keys) {
        super(name, keys, false);
        this.documents = documents;
    }

    private @Nullable Object id(Document document) {
        return document.get(getKeys().getFirst().getKey());
    }

    @Override
    public @Nullable DocumentKey getPosition(Document document) {
        DocumentKey key = KeyEncoding.of(id(document));
        return documents.containsKey(key) ? key : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<DocumentKey> collection) {
        if (getPosition(document) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(Arrays.asList(id(document))));
        }
    }

    @Override
    public void add(Document document, DocumentKey position, MongoCollection<DocumentKey> collection) {
        // The document is in the map by now, and so is its key.
    }

    @Override
    public @Nullable DocumentKey remove(Document document) {
        return getPosition(document);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<DocumentKey> collection) {
        // An update that would change the id was refused before.
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, DocumentKey position, MongoCollection<DocumentKey> collection) {
        // An update does not change the id, so the key stays.
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<DocumentKey> getPositions(Document query) {
        throw new UnsupportedOperationException("The collection answers queries by _id");
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        // The documents go with their collection.
    }
}
