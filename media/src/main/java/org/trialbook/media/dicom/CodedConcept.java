package org.trialbook.media.dicom;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The three attributes of an item that together say one thing (PS3.3, 8.1): a code, the scheme that it is of, and its
/// meaning. They are judged together.
final class CodedConcept {

    static final int CODE = 0x0008_0100;
    static final int SCHEME = 0x0008_0102;
    static final int SCHEME_VERSION = 0x0008_0103;
    static final int MEANING = 0x0008_0104;

    private @Nullable String code;
    private @Nullable String scheme;
    private @Nullable String meaning;
    private boolean codeWritten;
    private boolean meaningWritten;

    static boolean has(int tag) {
        return tag == CODE || tag == SCHEME || tag == MEANING;
    }

    void add(int tag, byte[] value) {
        String text = HarmlessValues.unpadded(HarmlessValues.ascii(value));
        switch (tag) {
            case CODE -> code = text;
            case SCHEME -> scheme = text;
            default -> meaning = text;
        }
    }

    private boolean isBegun() {
        return code != null || scheme != null || meaning != null;
    }

    /// Whether its code and scheme are to be written now, because what comes next in the item belongs after them.
    boolean writesCode(int next) {
        boolean now = isBegun() && !codeWritten && Integer.compareUnsigned(next, SCHEME) > 0;
        codeWritten |= now;
        return now;
    }

    /// Likewise the meaning.
    boolean writesMeaning(int next) {
        boolean now = isBegun() && !meaningWritten && Integer.compareUnsigned(next, MEANING) > 0;
        meaningWritten |= now;
        return now;
    }

    /// Nothing of it has a value.
    boolean isEmpty() {
        return code().isEmpty() && scheme().isEmpty() && meaning().isEmpty();
    }

    boolean isKnown() {
        return KnownCodes.meaning(scheme(), code()) != null;
    }

    boolean meansWhatItSays() {
        return meaning().isEmpty() || KnownCodes.means(scheme(), code(), meaning());
    }

    String code() {
        return Objects.requireNonNullElse(code, "");
    }

    String scheme() {
        return Objects.requireNonNullElse(scheme, "");
    }

    private String meaning() {
        return Objects.requireNonNullElse(meaning, "");
    }

    /// The standard's; empty for what is not known.
    String standardMeaning() {
        return Objects.requireNonNullElse(KnownCodes.meaning(scheme(), code()), "");
    }
}
