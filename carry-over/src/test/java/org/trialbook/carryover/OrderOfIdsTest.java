package org.trialbook.carryover;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.api.Test;

/// Ids of all kinds, in MongoDB's order, and ranges of them.
class OrderOfIdsTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void ordersKeysAsMongoDbOrdersValues() {
        System.out.println("OrderOfIdsTest seed " + seed);
        for (int i = 0; i < 20_000; i++) {
            Object left = value();
            Object right = random.nextInt(10) == 0 ? left : value();
            assertThat(Integer.signum(KeyEncoding.of(left).compareTo(KeyEncoding.of(right))))
                    .as(left + " and " + right)
                    .isEqualTo(Integer.signum(compare(left, right)));
        }
    }

    @Test
    void tellsNumbersApartThatRoundToTheSameDouble() {
        long large = 1L << 60;
        List<DocumentKey> keys = LongStream.of(
                        Long.MIN_VALUE,
                        Long.MIN_VALUE + 1,
                        large - 1,
                        large,
                        large + 1,
                        Long.MAX_VALUE - 1,
                        Long.MAX_VALUE)
                .mapToObj(KeyEncoding::of)
                .toList();
        assertThat(keys).isSorted().doesNotHaveDuplicates();
        assertThat(KeyEncoding.of(large)).isEqualTo(KeyEncoding.of((double) large));
        assertThat(KeyEncoding.of(-0.0)).isEqualTo(KeyEncoding.of(0)).isEqualTo(KeyEncoding.of(0L));
    }

    @Test
    void findsByEqualityRangeAndListWhatAScanFinds() {
        System.out.println("OrderOfIdsTest seed " + seed);
        try (MVStore store = MVStore.open(null)) {
            MVMap<DocumentKey, byte[]> documents = store.openMap(
                    "documents",
                    new MVMap.Builder<DocumentKey, byte[]>()
                            .keyType(DocumentKeyType.INSTANCE)
                            .valueType(ByteArrayDataType.INSTANCE));
            List<Object> ids = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Object id = value();
                if (ids.stream().noneMatch(other -> compare(other, id) == 0)) {
                    ids.add(id);
                    documents.put(KeyEncoding.of(id), BsonBytes.encode(new Document("_id", id)));
                }
            }
            for (int i = 0; i < 500; i++) {
                Document query = new Document("_id", condition(ids));
                boolean descending = random.nextBoolean();
                Comparator<Object> order = OrderOfIdsTest::compare;
                assertThat(found(documents, query, descending))
                        .as(query + (descending ? " from the end" : ""))
                        .isEqualTo(ids.stream()
                                .filter(id -> matches(query, id))
                                .sorted(descending ? order.reversed() : order)
                                .toList());
            }
        }
    }

    private static List<Object> found(MVMap<DocumentKey, byte[]> documents, Document query, boolean descending) {
        return IdRange.of(query, "_id")
                .documents(documents, descending)
                .map(document ->
                        Objects.requireNonNull(BsonBytes.decode(document).get("_id")))
                // A range may name too many.
                .filter(id -> matches(query, id))
                .toList();
    }

    private static boolean matches(Document query, Object id) {
        return new DefaultQueryMatcher().matches(new Document("_id", id), query);
    }

    private Object condition(List<Object> ids) {
        Object one = random.nextInt(4) == 0 ? value() : ids.get(random.nextInt(ids.size()));
        Object other = ids.get(random.nextInt(ids.size()));
        return switch (random.nextInt(5)) {
            case 0 -> one;
            case 1 -> new Document("$in", List.of(one, other));
            case 2 -> new Document("$gte", one);
            case 3 -> new Document("$lt", one);
            default -> new Document("$gt", one).append("$lte", other);
        };
    }

    private Object value() {
        return switch (random.nextInt(9)) {
            case 0 -> random.nextInt(20) - 10;
            case 1 -> (long) random.nextInt(20) - 10;
            case 2 -> (random.nextInt(80) - 40) / 4.0;
            case 3 -> random.nextLong() >> random.nextInt(20);
            case 4 -> "abc\u0000d".substring(random.nextInt(5)) + random.nextInt(3);
            case 5 -> new ObjectId(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (byte) random.nextInt()});
            case 6 -> random.nextBoolean();
            case 7 -> Instant.ofEpochMilli(random.nextInt(100) - 50L);
            default -> new Document("a", random.nextInt(3)).append("b", "x".repeat(random.nextInt(3)));
        };
    }

    private static int compare(Object left, Object right) {
        return left instanceof Number && right instanceof Number
                ? exact(left).compareTo(exact(right))
                : ValueComparator.asc().compare(left, right);
    }

    private static BigDecimal exact(Object number) {
        return number instanceof Double d ? new BigDecimal(d) : BigDecimal.valueOf(((Number) number).longValue());
    }
}
