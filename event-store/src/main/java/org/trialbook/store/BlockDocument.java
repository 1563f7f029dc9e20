package org.trialbook.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.trialbook.ledger.TreeHash;

/// A [Block] as a MongoDB document, in both directions.
final class BlockDocument {
    private BlockDocument() {}

    static Document format(Block block) {
        List<String> lines = new ArrayList<>(block.lines().size());
        for (byte[] line : block.lines()) {
            lines.add(new String(line, StandardCharsets.UTF_8));
        }
        return new Document("_id", block.number())
                .append("first", block.first())
                .append("size", block.size())
                .append("root", block.root().base64())
                .append("writer", block.writer())
                .append("nonce", block.nonce())
                .append("lines", lines)
                .append("leaves", new Binary(concatenated(block.leaves())));
    }

    /// @throws MalformedBlockException when a member is missing or of another kind
    static Block parse(Document document) {
        Number id = document.get("_id", Number.class);
        if (id == null) {
            throw new MalformedBlockException(-1, "it has no number", null);
        }
        long number = id.longValue();
        try {
            List<byte[]> lines = new ArrayList<>();
            for (String line : Objects.requireNonNull(document.getList("lines", String.class), "lines is missing")) {
                lines.add(line.getBytes(StandardCharsets.UTF_8));
            }
            return new Block(
                    number,
                    member(document, "first", Number.class).longValue(),
                    member(document, "size", Number.class).longValue(),
                    TreeHash.fromBase64(member(document, "root", String.class)),
                    member(document, "writer", String.class),
                    member(document, "nonce", String.class),
                    lines,
                    leaves(document));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new MalformedBlockException(number, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T member(Document document, String name, Class<T> type) {
        return Objects.requireNonNull(document.get(name, type), name + " is missing");
    }

    private static List<TreeHash> leaves(Document document) {
        byte[] bytes = member(document, "leaves", Binary.class).getData();
        if (bytes.length % TreeHash.BYTES != 0) {
            throw new IllegalArgumentException("leaves is not a sequence of hashes");
        }
        List<TreeHash> leaves = new ArrayList<>();
        for (int offset = 0; offset < bytes.length; offset += TreeHash.BYTES) {
            leaves.add(TreeHash.of(Arrays.copyOfRange(bytes, offset, offset + TreeHash.BYTES)));
        }
        return leaves;
    }

    private static byte[] concatenated(List<TreeHash> leaves) {
        ByteBuffer bytes = ByteBuffer.allocate(leaves.size() * TreeHash.BYTES);
        leaves.forEach(leaf -> bytes.put(leaf.bytes()));
        return bytes.array();
    }
}
