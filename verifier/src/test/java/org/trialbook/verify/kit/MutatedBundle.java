package org.trialbook.verify.kit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.Sha256;

/// A bundle after some changes by chance: to its bytes, or to its contents, with a manifest and perhaps with
/// signatures that fit.
///
/// @param zip the bytes
/// @param files what was packed; null where bytes of the zip were changed
/// @param signed whether the operator has signed what came of it: then nothing says that it is another record
/// @param told what was done
public record MutatedBundle(byte[] zip, @Nullable Map<String, byte[]> files, boolean signed, String told) {

    private static final List<String> TOKENS = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "0",
            "-1",
            "1e999",
            "9223372036854775807",
            "true",
            "\\u0000",
            "\u0085",
            "\ud83d\ude00",
            "}",
            "{",
            "\"",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            " ",
            ",",
            "+",
            "=",
            "-",
            "\u2014 ",
            "\\ud800",
            "NaN",
            "&a *a",
            "!!java.lang.String",
            "{\"withheld\":5}",
            "trialbook.SeedRevealed",
            "trialbook.LogKeyRotated",
            "trialbook.SubjectRandomized",
            "trialbook.AllocationDisclosed",
            "trialbook.EligibilityConfirmed",
            "trialbook.ProtocolPublished");

    /// Changes a sound bundle.
    public static MutatedBundle of(byte[] original, Random random) {
        return random.nextInt(3) == 0 ? bytes(original, random) : contents(original, random);
    }

    /// Which files are not those of the other bundle, apart from what the page lets differ.
    public Set<String> differences(byte[] other) {
        Map<String, String> before = record(unpacked(other));
        Map<String, String> now = record(files == null ? unpacked(zip) : files);
        Set<String> different = new TreeSet<>(before.keySet());
        different.addAll(now.keySet());
        different.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return different;
    }

    private static Map<String, String> record(Map<String, byte[]> files) {
        Map<String, String> record = new TreeMap<>();
        files.forEach((name, content) -> record.put(name, new String(content, StandardCharsets.ISO_8859_1)));
        // An earlier checkpoint may be left out, and when a complete bundle was made nobody has signed.
        record.keySet().removeIf(name -> name.startsWith("checkpoints/") || name.equals("manifest.json"));
        // Further signatures below a checkpoint are nobody's but their own.
        record.computeIfPresent("checkpoint", (name, note) -> note.substring(0, note.indexOf("\n\n") + 1));
        return record;
    }

    private static Map<String, byte[]> unpacked(byte[] zip) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException unreadable) {
            // A bundle that another reader can't unpack is another record.
            files.put("(unreadable)", Draft.utf8(String.valueOf(unreadable.getMessage())));
        }
        return files;
    }

    private static MutatedBundle bytes(byte[] original, Random random) {
        byte[] zip = original;
        for (int i = random.nextInt(3); i >= 0; i--) {
            zip = changed(zip, random);
        }
        return new MutatedBundle(zip, null, false, "bytes of the zip");
    }

    /// Flips, inserts, deletes or splices.
    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 4), bytes.length - at);
        return switch (random.nextInt(6)) {
            case 0, 1 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 2 -> {
                byte[] set = bytes.clone();
                set[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
                yield set;
            }
            case 3 -> joined(bytes, at, new byte[0], at + length);
            case 4 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            default -> {
                int from = random.nextInt(bytes.length - length + 1);
                yield joined(
                        bytes,
                        at,
                        Arrays.copyOfRange(bytes, from, from + length),
                        random.nextBoolean() ? at : at + length);
            }
        };
    }

    private static byte[] joined(byte[] bytes, int end, byte[] between, int from) {
        byte[] joined = Arrays.copyOf(bytes, end + between.length + bytes.length - from);
        System.arraycopy(between, 0, joined, end, between.length);
        System.arraycopy(bytes, from, joined, end + between.length, bytes.length - from);
        return joined;
    }

    private static MutatedBundle contents(byte[] original, Random random) {
        Map<String, byte[]> files = unpacked(original);
        String manifest = new String(Objects.requireNonNull(files.remove("manifest.json")), StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>(files.keySet());
        String name = random.nextInt(3) == 0 ? names.get(random.nextInt(names.size())) : "lines.jsonl";
        byte[] content = files.getOrDefault(name, new byte[0]);
        for (int i = random.nextInt(3); i >= 0; i--) {
            content = random.nextInt(4) == 0 || name.equals("leaves")
                    ? changed(content, random)
                    : edited(content, random);
        }
        files.put(name, content);
        if (random.nextInt(20) == 0) {
            files.remove(names.get(random.nextInt(names.size())));
        }
        boolean signed = random.nextBoolean() && files.containsKey("lines.jsonl");
        String head = manifest.substring(0, manifest.indexOf(",\"entries\":"));
        if (signed) {
            head = sign(files, head);
        }
        if (random.nextInt(10) == 0) {
            head = new String(edited(head.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(head).append(",\"entries\":[");
        files.forEach((file, bytes) ->
                text.append(text.charAt(text.length() - 1) == '[' ? "" : ",").append(Draft.listed(file, bytes)));
        files.put("manifest.json", Draft.utf8(text.append("]}").toString()));
        return new MutatedBundle(RawZip.of(files).write(), files, signed, name + (signed ? ", signed" : ""));
    }

    /// Puts a token in the place of another, or beside it: whatever it is, JSON, a note or YAML.
    private static byte[] edited(byte[] content, Random random) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        var starts = java.util.regex.Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|[0-9]+|[A-Za-z+/=-]+|[\\[\\]{}:,\n]")
                .matcher(text);
        List<int[]> tokens = new ArrayList<>();
        while (starts.find()) {
            tokens.add(new int[] {starts.start(), starts.end()});
        }
        if (tokens.isEmpty()) {
            return changed(content, random);
        }
        int[] token = tokens.get(random.nextInt(tokens.size()));
        int[] other = tokens.get(random.nextInt(tokens.size()));
        String with = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> text.substring(other[0], other[1]);
            default -> Draft.latin1(TOKENS.get(random.nextInt(TOKENS.size())));
        };
        int end = random.nextInt(4) == 0 ? token[0] : token[1];
        return Draft.bytes(text.substring(0, token[0]) + with + text.substring(end));
    }

    /// Leaf hashes and the newest checkpoint that fit the lines; withheld events are hashed as what stands for them.
    private static String sign(Map<String, byte[]> files, String head) {
        String[] lines =
                new String(files.getOrDefault("lines.jsonl", new byte[0]), StandardCharsets.ISO_8859_1).split("\n", -1);
        MerkleTree tree = new MerkleTree();
        byte[] leaves = new byte[32 * (lines.length - 1)];
        for (int i = 0; i < lines.length - 1; i++) {
            var leaf = Sha256.leaf(Draft.bytes(lines[i]));
            tree.append(leaf);
            System.arraycopy(leaf.bytes(), 0, leaves, 32 * i, 32);
        }
        files.put("leaves", leaves);
        files.keySet().removeIf(name -> name.startsWith("checkpoints/"));
        long size = lines.length - 1;
        files.put(
                "checkpoint",
                new Checkpoint(KitKeys.ORIGIN, size, tree.root(size))
                        .sign(KitKeys.LOG)
                        .format());
        return head.replaceFirst("\"size\":[0-9]+", "\"size\":" + size)
                .replaceFirst(
                        "\"root\":\"[^\"]*\"", "\"root\":\"" + tree.root(size).base64() + "\"");
    }
}
