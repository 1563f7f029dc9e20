package org.trialbook.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/// The collections and indexes in one open store. When the store has to be opened again, a new one takes
/// its place.
final class EmbeddedDatabase extends AbstractSynchronizedMongoDatabase<DocumentKey> {
    private static final String ID = "_id";

    private final MVStore store;

    EmbeddedDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<DocumentKey> openOrCreateCollection(String name, CollectionOptions options) {
        return new EmbeddedCollection(this, name, options, map(documentsOf(name)), cursorRegistry);
    }

    @Override
    protected Index<DocumentKey> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        if (keys.size() != 1 || !keys.getFirst().getKey().equals(ID)) {
            throw new MongoServerException("The embedded server keeps only _id unique, not " + keys);
        }
        return new IdIndex(map(documentsOf(collection)), index, keys);
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        remove(documentsOf(collection));
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
        throw new MongoServerException("The embedded server does not rename collections");
    }

    @Override
    protected long getStorageSize() {
        return getFileSize();
    }

    @Override
    protected long getFileSize() {
        return store.getFileStore() == null ? 0 : store.getFileStore().size();
    }

    private MVMap<DocumentKey, byte[]> map(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<DocumentKey, byte[]>()
                        .keyType(DocumentKeyType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private void remove(String map) {
        if (store.hasMap(map)) {
            store.removeMap(map(map));
        }
    }

    private static String documentsOf(String collection) {
        return "documents." + collection;
    }
}
