package org.trialbook.carryover;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// The keys among which the documents are that a query can match, as far as its conditions on the id say
/// so: single keys, or all from one to another, both included. It may name too many, never too few: what
/// it yields is still matched against the whole query.
final class IdRange {
    private @Nullable NavigableSet<DocumentKey> points;
    private @Nullable DocumentKey from;
    private @Nullable DocumentKey to;

    private IdRange() {}

    /// @param idField null when documents have no id: every query then looks at all of them
    static IdRange of(Document query, @Nullable String idField) {
        IdRange range = new IdRange();
        if (idField != null) {
            range.narrow(query, idField);
        }
        return range;
    }

    boolean isEverything() {
        return points == null && from == null && to == null;
    }

    /// The documents of the range, in the order of their keys.
    Stream<byte[]> documents(MVMap<DocumentKey, byte[]> map, boolean descending) {
        if (points != null) {
            return (descending ? points.descendingSet() : points)
                    .stream().map(map::get).filter(java.util.Objects::nonNull);
        }
        Cursor<DocumentKey, byte[]> cursor = map.cursor(descending ? to : from, descending ? from : to, descending);
        Iterator<byte[]> values = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public byte[] next() {
                cursor.next();
                return cursor.getValue();
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false);
    }

    private void narrow(Document query, String idField) {
        query.forEach((name, condition) -> {
            if (name.equals(idField)) {
                narrow(condition);
            } else if (name.equals("$and") && condition instanceof Collection<?> all) {
                all.forEach(part -> narrow((Document) part, idField));
            }
        });
    }

    private void narrow(@Nullable Object condition) {
        if (condition instanceof Document document && isExpression(document)) {
            document.forEach(this::narrow);
        } else {
            narrow("$eq", condition);
        }
    }

    private static boolean isExpression(Map<String, ?> document) {
        return !document.isEmpty() && document.keySet().iterator().next().startsWith("$");
    }

    private void narrow(String operator, @Nullable Object value) {
        switch (operator) {
            case "$eq" -> {
                if (isOneValue(value)) {
                    only(new TreeSet<>(java.util.List.of(KeyEncoding.of(value))));
                }
            }
            case "$in" -> {
                if (value instanceof Collection<?> values && values.stream().allMatch(IdRange::isOneValue)) {
                    NavigableSet<DocumentKey> keys = new TreeSet<>();
                    values.forEach(one -> keys.add(KeyEncoding.of(one)));
                    only(keys);
                }
            }
            case "$gt", "$gte" -> {
                if (value != null && isOrdered(value)) {
                    atLeast(KeyEncoding.of(value));
                    atMost(KeyEncoding.ceiling(value));
                }
            }
            case "$lt", "$lte" -> {
                if (value != null && isOrdered(value)) {
                    atLeast(KeyEncoding.floor(value));
                    atMost(KeyEncoding.of(value));
                }
            }
            default -> {
                // The condition says nothing about where the key is.
            }
        }
    }

    /// Neither a pattern nor a list, both of which match several values.
    private static boolean isOneValue(@Nullable Object value) {
        return !(value instanceof Collection) && !BsonRegularExpression.isRegularExpression(value);
    }

    /// The kinds that a comparison keeps among themselves.
    private static boolean isOrdered(Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof ObjectId
                || value instanceof Instant;
    }

    private void only(NavigableSet<DocumentKey> keys) {
        if (points != null) {
            keys.retainAll(points);
        }
        points = keys;
    }

    private void atLeast(DocumentKey key) {
        if (from == null || key.compareTo(from) > 0) {
            from = key;
        }
    }

    private void atMost(DocumentKey key) {
        if (to == null || key.compareTo(to) < 0) {
            to = key;
        }
    }
}
