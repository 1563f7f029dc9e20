package org.trialbook.ledger;

import java.util.Comparator;

/// The order of strings by code point, which is the order of their UTF-8 bytes. `String.compareTo` goes by UTF-16 unit
/// and would sort an emoji before U+FB01; the format must not depend on how one language keeps its strings.
enum CodePointOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /// Surrogates stand for code points above all others, so they rank behind the end of the basic plane.
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
