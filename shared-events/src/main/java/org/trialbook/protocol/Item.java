package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question of a form.
///
/// @param unit UCUM code; an answer must name the same unit; null where there is none
/// @param decimals digits permitted behind the point, for `decimal`
/// @param choices permitted codes, for `choice`
/// @param maxLength characters permitted, for `text`
/// @param revealing whether the answer tells the arm, as this version says; [Seals] knows the rest
@InFile("an item")
public record Item(
        String code,
        @InFile("the question as it is shown") String label,
        Type type,

        @InFile(value = "the unit, a UCUM code such as mm[Hg]", optional = true)
        @Nullable String unit,

        @InFile(value = "of a number, the least that is plausible", optional = true)
        @Nullable BigDecimal min,

        @InFile(value = "of a number, the greatest that is plausible", optional = true)
        @Nullable BigDecimal max,

        @InFile(value = "of a decimal, digits behind the point, 0 to 9; 3 where it is not said", optional = true)
        @Nullable Integer decimals,

        @InFile(value = "of a choice, what can be chosen", optional = true)
        @Nullable List<Protocol.CodeListItem> choices,

        @InFile(value = "of a text, characters permitted; 500 where it is not said", optional = true)
        @JsonProperty("max-length")
        @Nullable Integer maxLength,

        @InFile(value = "whether it must be answered", optional = true) boolean required,

        @InFile(value = "whether the answer tells the arm, so that it is sealed", optional = true)
        @JsonProperty("reveals-the-arm")
        boolean revealing) {

    /// What an answer looks like: `integer` 31, `decimal` 31.5, `boolean` true or false, `choice` a code, `date`
    /// 2026-03-02, `text` anything up to its length.
    public enum Type {
        @JsonProperty("integer")
        INTEGER,
        @JsonProperty("decimal")
        DECIMAL,
        @JsonProperty("boolean")
        BOOLEAN,
        @JsonProperty("choice")
        CHOICE,
        @JsonProperty("date")
        DATE,
        @JsonProperty("text")
        TEXT
    }
}
