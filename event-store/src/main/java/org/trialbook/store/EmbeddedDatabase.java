package org.trialbook.store;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;

/// A database whose unique indexes compare their keys as they are. The stock one serializes both keys for every
/// comparison, which made looking up an `_id` cost more than everything else about it.
final class EmbeddedDatabase extends H2Database {

    private final MVStore store;

    EmbeddedDatabase(String name, MVStore store, CursorRegistry cursors) {
        // Before the stock constructor, which opens the indexes it finds.
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        // A map that is open already is the one the stock code gets.
        store.openMap(
                getDatabaseName() + "." + collection + "._index_" + index,
                new MVMap.Builder<Object, Object>().keyType(new KeyType()));
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }

    /// Keys as the stock code writes them, compared without being written.
    private static final class KeyType extends ObjectDataType {

        @Override
        public int compare(Object left, Object right) {
            if (left instanceof KeyValue a && right instanceof KeyValue b) {
                int sizes = Integer.compare(a.size(), b.size());
                for (int i = 0; sizes == 0 && i < a.size(); i++) {
                    sizes = compareValues(a.get(i), b.get(i));
                }
                return sizes;
            }
            return super.compare(left, right);
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // both are of one class that compares itself
        private int compareValues(Object left, Object right) {
            if (left.getClass() != right.getClass()) {
                return left.getClass().getName().compareTo(right.getClass().getName());
            }
            return left instanceof Comparable comparable ? comparable.compareTo(right) : super.compare(left, right);
        }
    }
}
