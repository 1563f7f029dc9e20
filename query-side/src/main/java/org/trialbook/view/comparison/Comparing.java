package org.trialbook.view.comparison;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares two lists of answers, and gives one a digest to publish.
public final class Comparing {

    private Comparing() {}

    /// An answer that depends on what is sealed.
    ///
    /// @param at the first byte that differs; -1 where only one side has the answer
    public record Difference(String answer, int at) {}

    public static List<Difference> differences(SortedMap<String, byte[]> one, SortedMap<String, byte[]> other) {
        SortedSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            byte @Nullable [] here = one.get(name);
            byte @Nullable [] there = other.get(name);
            if (here == null || there == null) {
                differences.add(new Difference(name, -1));
            } else if (!Arrays.equals(here, there)) {
                differences.add(new Difference(name, Arrays.mismatch(here, there)));
            }
        }
        return differences;
    }

    /// SHA-256 over one line for each answer, in the order of their names: the SHA-256 of its bytes in lower-case
    /// hexadecimal, two spaces, its name, a newline. The lines are what `sha256sum` prints.
    public static String digest(SortedMap<String, byte[]> answers) {
        MessageDigest list = sha256();
        answers.forEach((name, bytes) -> list.update("%s  %s\n"
                .formatted(HexFormat.of().formatHex(sha256().digest(bytes)), name)
                .getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(list.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
