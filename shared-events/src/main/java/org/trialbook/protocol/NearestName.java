package org.trialbook.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Which known name somebody meant who wrote another one.
public final class NearestName {

    private NearestName() {}

    /// The known name that takes the fewest changes, if these are few enough for it to be meant.
    public static Optional<String> to(String name, Collection<String> known) {
        String meant = plain(name);
        return known.stream()
                .filter(each -> plain(each).equals(meant)
                        || distance(meant, plain(each)) <= Math.max(1, (meant.length() + 1) / 3)
                        || (meant.length() >= 4 && plain(each).startsWith(meant)))
                .min(Comparator.comparingInt((String each) -> distance(meant, plain(each)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// ", did you mean 'x'?", or nothing.
    public static String hint(String name, Collection<String> known) {
        return to(name, known).map("; did you mean '%s'?"::formatted).orElse("");
    }

    private static String plain(String name) {
        String few = name.length() > 64 ? name.substring(0, 64) : name;
        return few.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /// Letters changed, added, left out, or swapped with their neighbour.
    private static int distance(String one, String other) {
        int[] beforeThat = new int[other.length() + 1];
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeThat[j - 2] + 1);
                }
            }
            beforeThat = before;
            before = row;
        }
        return before[other.length()];
    }
}
