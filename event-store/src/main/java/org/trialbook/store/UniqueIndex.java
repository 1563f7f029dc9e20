package org.trialbook.store;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A unique index on something else than `_id`: from the key of the indexed values to the values
/// themselves and the key of their document. It is in another map than the documents: [CommitGate] keeps
/// a commit from coming between.
final class UniqueIndex extends AbstractUniqueIndex<DocumentKey> {
    private static final String VALUES = "v";
    private static final String POSITION = "p";

    private final MVMap<DocumentKey, byte[]> entries;

    UniqueIndex(MVMap<DocumentKey, byte[]> entries, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.entries = entries;
    }

    @Override
    protected @Nullable DocumentKey getPosition(KeyValue keyValue) {
        return position(entries.get(KeyEncoding.ofAll(keyValue)));
    }

    @Override
    protected @Nullable DocumentKey removeDocument(KeyValue keyValue) {
        return position(entries.remove(KeyEncoding.ofAll(keyValue)));
    }

    @Override
    protected boolean putKeyPosition(KeyValue keyValue, DocumentKey position) {
        Document entry =
                new Document(VALUES, keyValue.stream().toList()).append(POSITION, new BinData(position.bytes()));
        return entries.putIfAbsent(KeyEncoding.ofAll(keyValue), BsonBytes.encode(entry)) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, DocumentKey>> getIterable() {
        return entries.values().stream()
                .map(bytes -> Map.entry(
                        new KeyValue((Collection<?>)
                                Objects.requireNonNull(BsonBytes.decode(bytes).get(VALUES))),
                        Objects.requireNonNull(position(bytes))))
                .toList();
    }

    private static @Nullable DocumentKey position(byte @Nullable [] entry) {
        return entry == null
                ? null
                : new DocumentKey(((BinData)
                                Objects.requireNonNull(BsonBytes.decode(entry).get(POSITION)))
                        .getData());
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
