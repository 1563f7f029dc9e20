package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.List;

/// Proofs as text: one hash to a line in Base64, as the C2SP formats write them. For callers that read a text from
/// the front.
final class HashLines {

    /// A path through a tree of 2^63 leaves.
    static final int MAX = 63;

    private HashLines() {}

    static void format(List<TreeHash> hashes, StringBuilder out) {
        for (TreeHash hash : hashes) {
            out.append(hash.base64()).append('\n');
        }
    }

    /// @throws IllegalArgumentException if there are too many, or one is no hash
    static List<TreeHash> parse(List<String> lines) {
        if (lines.size() > MAX) {
            throw new IllegalArgumentException("a proof has at most " + MAX + " hashes, not " + lines.size());
        }
        List<TreeHash> hashes = new ArrayList<>();
        for (String line : lines) {
            hashes.add(TreeHash.fromBase64(line));
        }
        return hashes;
    }

    /// The number behind a word and a space.
    ///
    /// @throws IllegalArgumentException if the line is not that word and a decimal of 0 to 2^63-1, written
    /// the one way
    static long number(String line, String word) {
        long number;
        try {
            number = line.startsWith(word + " ") ? Long.parseLong(line.substring(word.length() + 1)) : -1;
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < 0 || !line.equals(word + " " + number)) {
            throw new IllegalArgumentException("a line reads '" + word + " <number>'");
        }
        return number;
    }
}
