package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// A small sound log, to be damaged by tests.
final class SampleLog {

    static final Instant START = Instant.parse("2026-11-21T10:00:00.000001Z");

    final NoteSigner key = NoteSigner.generate("example.org/log", new SecureRandom());
    final List<byte[]> lines = new ArrayList<>();
    final MerkleTree tree = new MerkleTree();

    SampleLog(int events) {
        for (int i = 0; i < events; i++) {
            lines.add(line(i, START.plusMillis(i), "nurse-" + i));
            tree.append(Sha256.leaf(lines.getLast()));
        }
    }

    static byte[] line(long position, Instant recordedAt, String actor) {
        return new EventLine(
                        position,
                        "event-" + position,
                        "trialbook.ConsentSigned",
                        "1",
                        "HOT-CRT",
                        List.of(new Tag("subject", "01-003")),
                        recordedAt,
                        null,
                        new Actor(actor, "A Nurse", "coordinator", "01"),
                        "c-" + position,
                        null,
                        new TreeMap<>(),
                        "{\"form\":\"consent\"}")
                .format();
    }

    Checkpoint checkpoint(long size) {
        return new Checkpoint(key.name(), size, tree.root(size));
    }

    /// Blocks of three events, the last one of what remains.
    List<StoredLogVerification.Block> blocks() {
        List<StoredLogVerification.Block> blocks = new ArrayList<>();
        for (int first = 0; first < lines.size(); first += 3) {
            int size = Math.min(first + 3, lines.size());
            List<TreeHash> leaves = new ArrayList<>();
            for (int i = first; i < size; i++) {
                leaves.add(tree.leaf(i));
            }
            blocks.add(new StoredLogVerification.Block(
                    blocks.size(), first, size, tree.root(size), List.copyOf(lines.subList(first, size)), leaves));
        }
        return blocks;
    }

    static byte[] replaced(byte[] line, String part, String other) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (!text.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + text);
        }
        return text.replace(part, other).getBytes(StandardCharsets.UTF_8);
    }
}
