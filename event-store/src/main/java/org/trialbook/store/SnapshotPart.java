package org.trialbook.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.ledger.MalformedNoteException;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.UntrustedNoteException;

/// What a [LogPicture] keeps of a run of blocks, signed with the log's key, so that a start need not read their lines:
///
/// ```
/// length   4 bytes   of the signed note
/// note               its text, a line each: trialbook-snapshot/1, the log's origin, SHA-256 of the content in
/// hexadecimal
/// content:
///   firstBlock, first       8 bytes each: number of the first block, position of its first event
///   root                    32 bytes: of the tree after the last block
///   blocks                  4 bytes; and for each: 4 bytes of events, and in its file 8 of its place, 4 of its length
///   names                   4 bytes; and for each: a text. Types, versions and the keys of tags
///   events                  in their order, and for each:
///     leaf                  32 bytes
///     recordedAt            8 bytes: microseconds since 1970
///     type, version         4 bytes each: places among the names
///     tags                  4 bytes; and for each: 4 bytes for its key, and its value, a text
/// ```
///
/// Numbers are big-endian; a text is 4 bytes of length and so many of UTF-8.
///
/// @param blocks one after the other, at least one
/// @param root of the tree after the last of them
record SnapshotPart(long firstBlock, long first, List<BlockEntry> blocks, TreeHash root) {
    private static final String FORMAT = "trialbook-snapshot/1";
    private static final byte[] UNREAD = {};

    /// @param lines without their bytes
    record BlockEntry(BlockStore.Extent place, List<VerifiedBlock.Line> lines) {}

    /// How many events there are up to the end of this part.
    long size() {
        return first + blocks.stream().mapToLong(block -> block.lines().size()).sum();
    }

    byte[] sign(NoteSigner signer) {
        byte[] content = content();
        byte[] note = SignedNote.sign(text(signer.name(), content), signer).format();
        return ByteBuffer.allocate(Integer.BYTES + note.length + content.length)
                .putInt(note.length)
                .put(note)
                .put(content)
                .array();
    }

    /// Reads a part; empty when it is none that this key has signed, or of another format.
    static Optional<SnapshotPart> open(byte[] part, NoteVerifier key) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(part);
            byte[] note = new byte[Math.min(bytes.getInt(), bytes.remaining())];
            bytes.get(note);
            SignedNote signed = SignedNote.parse(note);
            signed.verify(List.of(key));
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return signed.text().equals(text(key.name(), content))
                    ? Optional.of(parse(ByteBuffer.wrap(content)))
                    : Optional.empty();
        } catch (MalformedNoteException
                | UntrustedNoteException
                | BufferUnderflowException
                | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }

    private static String text(String origin, byte[] content) {
        return FORMAT + "\n" + origin + "\n"
                + HexFormat.of().formatHex(Sha256.digest().digest(content)) + "\n";
    }

    // ---- content

    private byte[] content() {
        Map<String, Integer> names = new LinkedHashMap<>();
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(events);
                DataOutputStream whole = new DataOutputStream(content)) {
            for (BlockEntry block : blocks) {
                for (VerifiedBlock.Line line : block.lines()) {
                    write(line, names, out);
                }
            }
            whole.writeLong(firstBlock);
            whole.writeLong(first);
            whole.write(root.bytes());
            whole.writeInt(blocks.size());
            for (BlockEntry block : blocks) {
                whole.writeInt(block.lines().size());
                whole.writeLong(block.place().position());
                whole.writeInt(block.place().bytes());
            }
            whole.writeInt(names.size());
            for (String name : names.keySet()) {
                write(name, whole);
            }
            events.writeTo(whole);
            return content.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(VerifiedBlock.Line line, Map<String, Integer> names, DataOutputStream out)
            throws IOException {
        out.write(line.leaf().bytes());
        out.writeLong(line.recordedMicros());
        out.writeInt(place(names, line.type()));
        out.writeInt(place(names, line.version()));
        out.writeInt(line.tags().size());
        for (Tag tag : line.tags()) {
            out.writeInt(place(names, tag.key()));
            write(tag.value(), out);
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static int place(Map<String, Integer> names, String name) {
        Integer known = names.putIfAbsent(name, names.size());
        return known == null ? names.size() - 1 : known;
    }

    private static SnapshotPart parse(ByteBuffer content) {
        long firstBlock = content.getLong();
        long first = content.getLong();
        TreeHash root = hash(content);
        int[] events = new int[content.getInt()];
        BlockStore.Extent[] places = new BlockStore.Extent[events.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = content.getInt();
            places[i] = new BlockStore.Extent(content.getLong(), content.getInt());
        }
        String[] names = new String[content.getInt()];
        for (int i = 0; i < names.length; i++) {
            names[i] = text(content);
        }
        List<BlockEntry> blocks = new ArrayList<>(events.length);
        for (int i = 0; i < events.length; i++) {
            List<VerifiedBlock.Line> lines = new ArrayList<>(events[i]);
            for (int k = 0; k < events[i]; k++) {
                lines.add(line(content, names));
            }
            blocks.add(new BlockEntry(places[i], lines));
        }
        return new SnapshotPart(firstBlock, first, blocks, root);
    }

    private static VerifiedBlock.Line line(ByteBuffer content, String[] names) {
        TreeHash leaf = hash(content);
        long recordedMicros = content.getLong();
        String type = names[content.getInt()];
        String version = names[content.getInt()];
        int count = content.getInt();
        List<Tag> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(new Tag(names[content.getInt()], text(content)));
        }
        return new VerifiedBlock.Line(UNREAD, leaf, type, version, tags, recordedMicros);
    }

    private static TreeHash hash(ByteBuffer content) {
        byte[] hash = new byte[TreeHash.BYTES];
        content.get(hash);
        return TreeHash.of(hash);
    }

    private static String text(ByteBuffer content) {
        int length = content.getInt();
        String text = new String(content.array(), content.position(), length, StandardCharsets.UTF_8);
        content.position(content.position() + length);
        return text;
    }
}
