package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ids of all kinds, in MongoDB's order, and ranges of them.
class OrderOfIdsTest {
    private static final String IDS = "ids";

    @TempDir
    Path directory;

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
        try (StoreCommands store = new StoreCommands(directory, "")) {
            List<Object> ids = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Object id = value();
                if (ids.stream().noneMatch(other -> compare(other, id) == 0)) {
                    ids.add(id);
                    store.insert(StoreCommands.LOG, IDS, List.of(new Document("_id", id).append("copy", id)));
                }
            }
            assertThat(ids(store.all(StoreCommands.LOG, IDS)))
                    .isEqualTo(ids.stream().sorted(OrderOfIdsTest::compare).toList());
            for (int i = 0; i < 500; i++) {
                Object condition = condition(ids);
                int direction = random.nextBoolean() ? 1 : -1;
                int limit = random.nextInt(5);
                // The copy has no index: that is the scan.
                assertThat(ids(found(store, "_id", condition, direction, limit)))
                        .as(condition + " sorted " + direction + " limit " + limit)
                        .isEqualTo(ids(found(store, "copy", condition, direction, limit)));
            }
        }
    }

    private static List<Document> found(StoreCommands store, String field, Object condition, int direction, int limit) {
        return store.find(
                StoreCommands.LOG, IDS, new Document(field, condition), new Document("_id", direction), limit);
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

    private static List<Object> ids(List<Document> documents) {
        return documents.stream()
                .map(document -> Objects.requireNonNull(document.get("_id")))
                .toList();
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
