package org.trialbook.carryover;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/// The collections and indexes in one open store.
final class EmbeddedDatabase extends AbstractSynchronizedMongoDatabase<DocumentKey> {
    private static final String ID = "_id";

    private final MVStore store;
    private final MVStore nothing = MVStore.open(null);

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
            throw new MongoServerException("The embedded server kept only _id unique, not " + keys);
        }
        return new IdIndex(map(documentsOf(collection)), index, keys);
    }

    @Override
    protected long getStorageSize() {
        return getFileSize();
    }

    @Override
    protected long getFileSize() {
        return store.getFileStore() == null ? 0 : store.getFileStore().size();
    }

    /// What was never written to has no map in the file, and gets none.
    private MVMap<DocumentKey, byte[]> map(String name) {
        return (store.hasMap(name) ? store : nothing)
                .openMap(
                        name,
                        new MVMap.Builder<DocumentKey, byte[]>()
                                .keyType(DocumentKeyType.INSTANCE)
                                .valueType(ByteArrayDataType.INSTANCE));
    }

    private static String documentsOf(String collection) {
        return "documents." + collection;
    }
}
