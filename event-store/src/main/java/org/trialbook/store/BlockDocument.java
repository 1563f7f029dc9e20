package org.trialbook.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        Long number = document.get("_id", Number.class) instanceof Number n ? (Long) n.longValue() : null;
        if (number == null) {
            throw new MalformedBlockException(-1, "it has no number", null);
        }
        try {
            List<byte[]> lines = new ArrayList<>();
            for (String line : list(document, "lines")) {
                lines.add(line.getBytes(StandardCharsets.UTF_8));
            }
            return new Block(
                    number,
                    integer(document, "first"),
                    integer(document, "size"),
                    TreeHash.fromBase64(text(document, "root")),
                    text(document, "writer"),
                    text(document, "nonce"),
                    lines,
                    leaves(document));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new MalformedBlockException(number, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> list(Document document, String member) {
        List<String> list = document.getList(member, String.class);
        if (list == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
        return list;
    }

    private static String text(Document document, String member) {
        String text = document.getString(member);
        if (text == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
        return text;
    }

    private static long integer(Document document, String member) {
        Number number = document.get(member, Number.class);
        if (number == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
        return number.longValue();
    }

    private static List<TreeHash> leaves(Document document) {
        Binary binary = document.get("leaves", Binary.class);
        if (binary == null) {
            throw new IllegalArgumentException("leaves is missing");
        }
        byte[] bytes = binary.getData();
        if (bytes.length % TreeHash.BYTES != 0) {
            throw new IllegalArgumentException("leaves is not a sequence of hashes");
        }
        List<TreeHash> leaves = new ArrayList<>();
        for (int offset = 0; offset < bytes.length; offset += TreeHash.BYTES) {
            byte[] leaf = new byte[TreeHash.BYTES];
            System.arraycopy(bytes, offset, leaf, 0, TreeHash.BYTES);
            leaves.add(TreeHash.of(leaf));
        }
        return leaves;
    }

    private static byte[] concatenated(List<TreeHash> leaves) {
        byte[] bytes = new byte[leaves.size() * TreeHash.BYTES];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i).bytes(), 0, bytes, i * TreeHash.BYTES, TreeHash.BYTES);
        }
        return bytes;
    }
}
