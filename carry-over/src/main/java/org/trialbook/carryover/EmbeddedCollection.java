package org.trialbook.carryover;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A collection in one map: from the key of a document's `_id` to the document as BSON. The map is the
/// documents, the index on `_id` and its uniqueness in one, so that there is nothing that could tear
/// apart.
///
/// What is handed out is decoded for this query alone, and can be changed without harm.
final class EmbeddedCollection extends AbstractMongoCollection<DocumentKey> {
    private final MVMap<DocumentKey, byte[]> documents;

    EmbeddedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<DocumentKey, byte[]> documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        IdRange range = IdRange.of(query, getIdField());
        return range.isEverything()
                ? super.queryDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector)
                : matchDocuments(range, query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int numberToReturn,
            int batchSize,
            @Nullable Document fieldSelector) {
        IdRange everything = IdRange.of(query, null);
        return matchDocuments(everything, query, orderBy, numberToSkip, numberToReturn, batchSize, fieldSelector);
    }

    private QueryResult matchDocuments(
            IdRange range,
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Number direction = direction(orderBy);
        boolean byId = direction != null;
        boolean descending = direction != null ? direction.intValue() < 0 : isNaturalDescending(orderBy);
        // The map is in the order of the ids: a limit then ends the walk early. Nothing can follow a sort
        // by id.
        return matchDocumentsFromStream(
                query,
                range.documents(documents, descending).map(BsonBytes::decode),
                numberToSkip,
                limit,
                batchSize,
                byId ? null : deriveComparator(orderBy),
                fieldSelector);
    }

    /// Null when the first thing to sort by is not the id.
    private @Nullable Number direction(@Nullable Document orderBy) {
        String idField = getIdField();
        return orderBy != null
                        && !orderBy.isEmpty()
                        && idField != null
                        && orderBy.keySet().iterator().next().equals(idField)
                        && orderBy.get(idField) instanceof Number number
                ? number
                : null;
    }

    @Override
    protected Document getDocument(DocumentKey position) {
        return BsonBytes.decode(Objects.requireNonNull(documents.get(position)));
    }

    @Override
    protected DocumentKey addDocumentInternal(Document document) {
        throw onlyRead();
    }

    @Override
    protected void handleUpdate(DocumentKey position, Document oldDocument, Document newDocument) {
        throw onlyRead();
    }

    @Override
    protected void removeDocument(DocumentKey position) {
        throw onlyRead();
    }

    private static UnsupportedOperationException onlyRead() {
        return new UnsupportedOperationException("The store of an earlier release is only read");
    }

    @Override
    protected Stream<DocumentWithPosition<DocumentKey>> streamAllDocumentsWithPosition() {
        return StreamSupport.stream(documents.entrySet().spliterator(), false)
                .map(entry -> new DocumentWithPosition<>(BsonBytes.decode(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new IllegalStateException("The size is counted when it is asked for");
    }

    @Override
    protected int getDataSize() {
        long size = 0;
        for (byte[] document : documents.values()) {
            size += document.length;
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
