package org.trialbook.carryover;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;

/// Documents as BSON, the form in which the store file keeps them.
final class BsonBytes {
    private static final int TOO_LARGE = 10_334;

    private BsonBytes() {}

    /// @throws MongoServerError when the document has more bytes than MongoDB takes
    static byte[] encode(Map<String, ?> document) {
        ByteBuf buffer = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(document, buffer);
        int length = buffer.readableBytes();
        if (length > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw new MongoServerError(
                    TOO_LARGE,
                    "BSONObjectTooLarge",
                    "The document has " + length + " bytes; at most " + BsonConstants.MAX_BSON_OBJECT_SIZE
                            + " can be kept");
        }
        byte[] bytes = new byte[length];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
