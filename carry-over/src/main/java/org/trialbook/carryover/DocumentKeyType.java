package org.trialbook.carryover;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/// How the store file writes and orders a [DocumentKey]: its length, then its bytes.
final class DocumentKeyType extends BasicDataType<DocumentKey> {
    static final DocumentKeyType INSTANCE = new DocumentKeyType();
    /// Bytes of memory for the two objects that hold a key.
    private static final int OBJECTS = 40;

    private DocumentKeyType() {}

    @Override
    public int compare(DocumentKey left, DocumentKey right) {
        return left.compareTo(right);
    }

    @Override
    public int getMemory(DocumentKey key) {
        return OBJECTS + key.bytes().length;
    }

    @Override
    public void write(WriteBuffer buffer, DocumentKey key) {
        buffer.putVarInt(key.bytes().length);
        buffer.put(key.bytes());
    }

    @Override
    public DocumentKey read(ByteBuffer buffer) {
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return new DocumentKey(bytes);
    }

    @Override
    public DocumentKey[] createStorage(int size) {
        return new DocumentKey[size];
    }
}
