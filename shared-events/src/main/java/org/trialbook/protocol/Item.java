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
public record Item(
        String code,
        String label,
        Type type,
        @Nullable String unit,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer decimals,
        @Nullable List<Protocol.CodeListItem> choices,
        @JsonProperty("max-length") @Nullable Integer maxLength,
        @JsonProperty(required = true) boolean required,
        @JsonProperty("reveals-the-arm") boolean revealing) {

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
