package org.trialbook.verify.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.ledger.EntryBundle;
import org.trialbook.ledger.HashTile;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.TilePath;
import org.trialbook.verify.attack.OpenedBundle;
import org.trialbook.verify.attack.ServedLog;
import org.trialbook.verify.attack.ServerAttack;

/// Section 7: logs that are served, each a directory of tiles. What a directory lacks is taken from that of the
/// sound log of 300 events; an empty file stands for what is not served.
final class ServedCases {

    private static final String WHOLE = "served-300-events";

    private final Kit kit;

    private ServedCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        ServedCases cases = new ServedCases(kit);
        try {
            cases.corpus();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        cases.small();
    }

    private void corpus() throws IOException {
        Map<String, String[]> expected = Map.of(
                "ServedLineIsNotItsLeaf", new String[] {"changed-line@270"},
                "ServedLineIsWithheld", new String[] {"undeclared-redaction@270"},
                "ServedCheckpointOfAnotherHistory", new String[] {"fork@0"},
                "ServedCheckpointIsOlder", new String[] {"rollback@8"},
                "ServedCheckpointOfAnotherKey", new String[] {"untrusted-checkpoint"},
                "ServedTileIsTruncated", new String[] {"unserved-piece@256"},
                "ServedTileIsAnother", new String[] {"wrong-root@0", "fork@0"},
                "ServedLinesAreTruncated", new String[] {"unserved-piece@0"},
                "ServedLinesAreMissing", new String[] {"unserved-piece@256"});
        OpenedBundle sound = OpenedBundle.sound(KitKeys.LOG, ServerAttack.EVENTS);
        String kept = kit.file("files/served-kept", sound.files.getOrDefault("checkpoint", new byte[0]));
        Map<String, byte[]> whole = pieces(new ServedLog(sound), ServerAttack.EVENTS);
        whole.forEach((path, content) -> add(WHOLE, path, content));
        served(WHOLE, "a sound log of more than one tile").with("--since", kept).sound();
        for (ServerAttack attack : ServerAttack.ALL) {
            String words = attack.getClass()
                    .getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
            ServedLog log = new ServedLog(OpenedBundle.sound(KitKeys.LOG, ServerAttack.EVENTS));
            attack.on(log, KitKeys.LOG);
            int size = words.equals("served-checkpoint-is-older") ? 8 : ServerAttack.EVENTS;
            pieces(log, size).forEach((path, content) -> {
                if (!Arrays.equals(content, whole.get(path))) {
                    add(words, path, content);
                }
            });
            served(words, words.replace('-', ' '))
                    .with("--since", kept)
                    .finds(expected.getOrDefault(attack.getClass().getSimpleName(), new String[0]));
        }
    }

    /// What is served of the first events, and closes the server.
    private static Map<String, byte[]> pieces(ServedLog log, long size) {
        Map<String, byte[]> pieces = new TreeMap<>();
        try (log) {
            pieces.put("checkpoint", log.bundle.files.getOrDefault("checkpoint", new byte[0]));
            for (int level : new int[] {0, TilePath.ENTRIES}) {
                for (long tile = 0; tile * TilePath.FULL < size; tile++) {
                    TilePath path = TilePath.of(level, tile, size);
                    byte[] piece = log.piece(path);
                    pieces.put(path.format(), piece == null ? new byte[0] : piece);
                }
            }
        }
        return pieces;
    }

    private void add(String log, String path, byte[] content) {
        kit.file("served/" + log + "/" + path, content);
    }

    private KitCase served(String log, String why) {
        return kit.command(log, why, "verify", "{served}/" + log + "/", "--json", "--key", "keys/log.vkey");
    }

    /// Twelve events, one tile of each.
    private Map<String, byte[]> tiles(Draft closed) {
        MerkleTree tree = new MerkleTree();
        closed.lines.forEach(line -> tree.append(org.trialbook.ledger.Sha256.leaf(Draft.bytes(line))));
        Map<String, byte[]> tiles = new TreeMap<>();
        tiles.put("checkpoint", closed.files.getOrDefault("checkpoint", new byte[0]));
        if (!closed.lines.isEmpty()) {
            TilePath leaves = TilePath.of(0, 0, closed.lines.size());
            tiles.put(leaves.format(), HashTile.of(tree, leaves));
            tiles.put(
                    TilePath.of(TilePath.ENTRIES, 0, closed.lines.size()).format(),
                    EntryBundle.format(
                            closed.text("lines.jsonl").lines().map(Draft::bytes).toList()));
        }
        return tiles;
    }

    private KitCase small(String name, String why, Map<String, byte[]> tiles) {
        tiles.forEach((path, content) -> add("served-" + name, path, content));
        return served("served-" + name, why);
    }

    private void small() {
        String lines = "tile/entries/000.p/12";
        String leaves = "tile/0/000.p/12";
        small("plain", "a sound log", tiles(Draft.plain().close())).sound();
        kit.command("served-keyless", "a server hands out no key", "verify", "{served}/served-plain/", "--json")
                .unreadable();
        Draft empty = new Draft();
        empty.earlier.clear();
        small("empty", "a log of no events", tiles(empty.close())).sound();
        small("rotated", "the key has changed", tiles(RotationCases.once().close()))
                .sound();
        kit.command(
                        "served-rotated-later-key",
                        "a server hands out no first key, so none leads to the later one",
                        "verify",
                        "{served}/served-rotated/",
                        "--json",
                        "--key",
                        "keys/second.vkey")
                .finds("untrusted-rotation@5");
        Map<String, byte[]> none = tiles(Draft.plain().close());
        none.put("checkpoint", new byte[0]);
        small("no-checkpoint", "not even the checkpoint is served", none).unreadable();
        Map<String, byte[]> noLeaves = tiles(Draft.plain().close());
        noLeaves.remove(leaves);
        small("no-leaves", "the leaf hashes are not served", noLeaves).finds("unserved-piece@0");
        for (int cut : new int[] {1, 32}) {
            Map<String, byte[]> tiles = tiles(Draft.plain().close());
            tiles.computeIfPresent(leaves, (path, content) -> Arrays.copyOf(content, content.length - cut));
            small("leaves-less-" + cut, "the leaf hashes are cut", tiles).finds("unserved-piece@0");
            Map<String, byte[]> more = tiles(Draft.plain().close());
            more.computeIfPresent(leaves, (path, content) -> Arrays.copyOf(content, content.length + cut));
            small("leaves-more-" + cut, "the leaf hashes are too many", more).finds("unserved-piece@0");
        }
        Map<String, byte[]> longer = tiles(Draft.plain().close());
        longer.computeIfPresent(lines, (path, content) -> Arrays.copyOf(content, content.length + 1));
        small("lines-more", "a byte behind the lines", longer).finds("unserved-piece@0");
        Map<String, byte[]> changed = tiles(Draft.plain().close());
        changed.computeIfPresent(
                lines,
                (path, content) -> Draft.bytes(
                        new String(content, StandardCharsets.ISO_8859_1).replaceFirst("consent 3.1", "consent 3.0")));
        small("line-changed", "the first consent is another one", changed).finds("changed-line@1");
        Map<String, byte[]> garbage = tiles(Draft.plain().close());
        garbage.put("checkpoint", Draft.utf8("hello\n"));
        small("checkpoint-garbage", "what is served is no checkpoint", garbage).finds("malformed-entry");
        Map<String, byte[]> stranger = tiles(Draft.plain().close());
        stranger.put(
                "checkpoint",
                Draft.utf8(RawNote.of(
                        KitKeys.STRANGER,
                        KitKeys.ORIGIN + "\n12\n" + Draft.plain().root(12).base64() + "\n")));
        small("checkpoint-of-a-stranger", "a stranger has signed it", stranger).finds("untrusted-checkpoint");
        small(
                        "time-went-back",
                        "a line is earlier than the one before",
                        tiles(Draft.plain().edit(5, "10:00:05", "10:00:03").close()))
                .finds("time-went-back@5");
        small(
                        "unreadable-line",
                        "a line is none",
                        tiles(Draft.plain()
                                .edit(5, "\"reason\":null", "\"reason\": null")
                                .close()))
                .finds("unreadable-line@5");
        Draft withheld = Draft.redacted().close();
        small("withheld", "a served log withholds nothing", tiles(withheld))
                .finds(
                        "undeclared-redaction@2",
                        "undeclared-redaction@6",
                        "undeclared-redaction@7",
                        "undeclared-redaction@10");
    }
}
