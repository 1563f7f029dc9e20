package org.trialbook.carryover;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes values as [DocumentKey]s.
///
/// A value begins with a byte for its kind, in MongoDB's order of kinds, and says where it ends, so that
/// values can follow one another. A number is the nearest double in an order-preserving form, then what a
/// `long` differs from it.
final class KeyEncoding {
    // Every second number: one more than a kind is above all values of that kind, and below the next kind.
    private static final int MIN = 0x02;
    private static final int NULL = 0x04;
    private static final int NUMBER = 0x10;
    private static final int STRING = 0x20;
    private static final int DOCUMENT = 0x30;
    private static final int ARRAY = 0x38;
    private static final int BINARY = 0x40;
    private static final int LEGACY_UUID = 0x42;
    private static final int UUID_KIND = 0x44;
    private static final int OBJECT_ID = 0x50;
    private static final int BOOLEAN = 0x60;
    private static final int INSTANT = 0x70;
    private static final int TIMESTAMP = 0x72;
    private static final int OTHER = 0x80;
    private static final int MAX = 0xF0;

    private static final int END = 0x00;
    /// After a zero byte that is part of a text, to tell it from the end.
    private static final int ESCAPED = 0xFF;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(24);

    private KeyEncoding() {}

    static DocumentKey of(@Nullable Object value) {
        KeyEncoding encoding = new KeyEncoding();
        encoding.value(value);
        return new DocumentKey(encoding.out.toByteArray());
    }

    /// Below all values of the same kind.
    static DocumentKey floor(Object value) {
        return new DocumentKey(new byte[] {(byte) kind(value)});
    }

    /// Above all values of the same kind.
    static DocumentKey ceiling(Object value) {
        return new DocumentKey(new byte[] {(byte) (kind(value) + 1)});
    }

    private static int kind(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Missing _ -> NULL;
            case MinKey _ -> MIN;
            case Number _ -> NUMBER;
            case String _ -> STRING;
            case Map<?, ?> _ -> DOCUMENT;
            case Collection<?> _ -> ARRAY;
            case BinData _ -> BINARY;
            case LegacyUUID _ -> LEGACY_UUID;
            case UUID _ -> UUID_KIND;
            case ObjectId _ -> OBJECT_ID;
            case Boolean _ -> BOOLEAN;
            case Instant _ -> INSTANT;
            case BsonTimestamp _ -> TIMESTAMP;
            case MaxKey _ -> MAX;
            default -> OTHER;
        };
    }

    private void value(@Nullable Object value) {
        out.write(kind(value));
        switch (value) {
            case null -> {}
            case Number number -> number(number);
            case String text -> text(text);
            case Map<?, ?> document -> document(document);
            case Collection<?> array -> {
                array.forEach(this::value);
                out.write(END);
            }
            case BinData binary -> {
                // Shorter before longer, as MongoDB has it.
                fixed(ByteBuffer.allocate(4).putInt(binary.getData().length));
                out.writeBytes(binary.getData());
            }
            case LegacyUUID uuid -> uuid(uuid.getUuid());
            case UUID uuid -> uuid(uuid);
            case ObjectId id -> out.writeBytes(id.toByteArray());
            case Boolean truth -> out.write(truth ? 1 : 0);
            case Instant instant -> fixed(ByteBuffer.allocate(8).putLong(instant.toEpochMilli() ^ Long.MIN_VALUE));
            case BsonTimestamp timestamp -> fixed(ByteBuffer.allocate(8).putLong(timestamp.getValue()));
            default -> {
                if (kind(value) == OTHER) {
                    byte[] bson = BsonBytes.encode(new Document("", value));
                    fixed(ByteBuffer.allocate(4).putInt(bson.length));
                    out.writeBytes(bson);
                }
            }
        }
    }

    private void number(Number number) {
        boolean whole = number instanceof Long || number instanceof Integer;
        // Adding zero turns -0.0 into 0.0.
        double nearest = number.doubleValue() + 0.0;
        long bits = Double.doubleToLongBits(nearest);
        int rest = whole ? rest(number.longValue(), nearest) : 0;
        fixed(ByteBuffer.allocate(10)
                .putLong(bits ^ ((bits >> 63) | Long.MIN_VALUE))
                .putShort((short) (rest ^ 0x8000)));
    }

    /// What the rounding to a double took from the number: at most 512 in either direction.
    private static int rest(long exact, double nearest) {
        return nearest == 0x1p63 ? (int) (exact - Long.MAX_VALUE) - 1 : (int) (exact - (long) nearest);
    }

    private void text(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(b);
            if (b == END) {
                out.write(ESCAPED);
            }
        }
        out.write(END);
    }

    /// Member by member: kind, name, value.
    private void document(Map<?, ?> document) {
        document.forEach((name, value) -> {
            out.write(kind(value));
            text((String) name);
            value(value);
        });
        out.write(END);
    }

    private void uuid(UUID uuid) {
        fixed(ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()));
    }

    private void fixed(ByteBuffer bytes) {
        out.writeBytes(bytes.array());
    }
}
