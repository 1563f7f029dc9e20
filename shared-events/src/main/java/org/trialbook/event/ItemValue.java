package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One answered item: its text in canonical form, and its unit (UCUM) where the item has one. Numbers are kept as
/// text, so that no digit is ever lost or invented. That a value is missing is an answer, too.
///
/// The last four are written where they say something and left out otherwise: an answer with none of them is, to
/// the byte, what earlier releases wrote.
///
/// @param value empty when the value is missing
/// @param unit the item's own
/// @param missing why there is no value, as one of the protocol's codes; null where there is one
/// @param typed what was typed, in a unit that is not the item's; null where it was typed as it stands
/// @param term of a coded answer: what its code meant in the dictionary; null of any other, and while it is not coded
/// @param file of a file that was uploaded: what it was found to be; null of any other
public record ItemValue(
        String value,
        @Nullable String unit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String missing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TypedValue typed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String term,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NamedFile file) {

    /// What stands before the hash of a file in the value that names it.
    public static final String FILE = "sha256:";

    /// @param value as it was typed
    /// @param unit in which it was typed
    public record TypedValue(String value, String unit) {}

    /// @param contentType what its content was found to be, such as `image/png`
    /// @param bytes its length
    public record NamedFile(String contentType, int bytes) {}

    public ItemValue {
        Objects.requireNonNull(value, "an answer has a value");
    }

    public ItemValue(String value, @Nullable String unit, @Nullable String missing, @Nullable TypedValue typed) {
        this(value, unit, missing, typed, null, null);
    }

    public ItemValue(String value, @Nullable String unit) {
        this(value, unit, null, null);
    }

    public static ItemValue of(String value) {
        return new ItemValue(value, null);
    }

    /// @param reason one of the protocol's codes
    public static ItemValue missing(String reason) {
        return new ItemValue("", null, reason, null);
    }

    /// A code, with what it means.
    public static ItemValue coded(String code, String term) {
        return new ItemValue(code, null, null, null, term, null);
    }

    /// A file.
    ///
    /// @param hash SHA-256 of its bytes, lower-case hexadecimal
    public static ItemValue file(String hash, NamedFile found) {
        return new ItemValue(FILE + hash, null, null, null, null, found);
    }

    /// The hash of the file that it names, if it names one.
    public Optional<String> fileHash() {
        return file == null ? Optional.empty() : Optional.of(value.substring(FILE.length()));
    }

    /// Whether it says that there is no value.
    public boolean lacksValue() {
        return missing != null;
    }
}
