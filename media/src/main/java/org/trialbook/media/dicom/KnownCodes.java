package org.trialbook.media.dicom;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Coded concepts of the schemes that the standard uses, with their meanings; those of SNOMED CT as hashes, for their
/// wording is not ours to hand on. A meaning is free text in the file, so only the standard's own is taken; a code that
/// nobody knows could be a patient's number.
final class KnownCodes {

    private static final Map<String, List<String>> MEANINGS = new HashMap<>();

    static {
        DicomDictionary.lines(
                "codes.tsv",
                row -> MEANINGS.computeIfAbsent(row[0] + " " + row[1], code -> new ArrayList<>(1))
                        .add(row[2]));
    }

    private static final int FIRST_METHOD = 113100;
    private static final int LAST_METHOD = 113112;
    private static final int LONGEST = 512;
    private static final String HASH = "#";
    private static final int HASH_DIGITS = 16;

    private KnownCodes() {}

    /// The standard's first meaning of a code, or the code where we have its hash only; null when it is not known.
    static @Nullable String meaning(String scheme, String code) {
        List<String> meanings = MEANINGS.get(current(scheme) + " " + code);
        if (meanings == null) {
            return null;
        }
        return meanings.getFirst().startsWith(HASH) ? code : meanings.getFirst();
    }

    /// Whether a file's words for a known code are the standard's, but for case, blanks and punctuation.
    static boolean means(String scheme, String code, String words) {
        List<String> meanings = MEANINGS.getOrDefault(current(scheme) + " " + code, List.of());
        return words.length() <= LONGEST
                && (words.equals(code) || meanings.stream().anyMatch(meaning -> same(meaning, bare(words))));
    }

    /// Whether the words are the standard's for a way of de-identifying (PS3.16, context group 7050).
    static boolean isMethod(String words) {
        return IntStream.rangeClosed(FIRST_METHOD, LAST_METHOD)
                .mapToObj(Integer::toString)
                .anyMatch(code -> !words.equals(code) && means("DCM", code, words));
    }

    private static boolean same(String meaning, String bare) {
        return meaning.startsWith(HASH)
                ? meaning.equals(HASH + sha256(bare).substring(0, HASH_DIGITS))
                : bare(meaning).equals(bare);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /// Older names of the same scheme.
    private static String current(String scheme) {
        return scheme.equals("SNM3") || scheme.equals("99SDM") ? "SRT" : scheme;
    }

    private static String bare(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[ ,.()/:-]", "");
    }
}
