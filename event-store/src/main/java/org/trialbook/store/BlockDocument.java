package org.trialbook.store;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.ledger.TreeHash;

/// A [Block] as a MongoDB document, in both directions.
final class BlockDocument {
    private BlockDocument() {}

    static Document format(Block block) {
        List<Document> events = new ArrayList<>();
        for (Block.Entry entry : block.entries()) {
            events.add(new Document()
                    .append(
                            "tags",
                            entry.tags().stream()
                                    .map(tag -> List.of(tag.key(), tag.value()))
                                    .toList())
                    .append("type", entry.type())
                    .append("version", entry.version())
                    .append("line", entry.line()));
        }
        return new Document("_id", block.number())
                .append("first", block.first())
                .append("size", block.size())
                .append("root", block.root().base64())
                .append("writer", block.writer())
                .append("nonce", block.nonce())
                .append("events", events)
                .append("leaves", new Binary(concatenated(block.leaves())));
    }

    /// @throws MalformedBlockException when a member is missing or of another kind
    static Block parse(Document document) {
        Long number = document.get("_id", Number.class) instanceof Number n ? (Long) n.longValue() : null;
        if (number == null) {
            throw new MalformedBlockException(-1, "it has no number", null);
        }
        try {
            List<Block.Entry> entries = new ArrayList<>();
            for (Document event : document.getList("events", Document.class)) {
                entries.add(
                        new Block.Entry(tags(event), text(event, "type"), text(event, "version"), text(event, "line")));
            }
            return new Block(
                    number,
                    integer(document, "first"),
                    integer(document, "size"),
                    TreeHash.fromBase64(text(document, "root")),
                    text(document, "writer"),
                    text(document, "nonce"),
                    List.copyOf(entries),
                    leaves(document));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new MalformedBlockException(number, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Tag> tags(Document event) {
        List<Tag> tags = new ArrayList<>();
        for (List<?> pair : event.getList("tags", List.class)) {
            if (pair.size() != 2) {
                throw new IllegalArgumentException("a tag is a pair");
            }
            tags.add(new Tag((String) pair.get(0), (String) pair.get(1)));
        }
        return tags;
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
