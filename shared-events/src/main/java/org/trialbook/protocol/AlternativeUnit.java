package org.trialbook.protocol;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.expression.Ucum;

/// Another unit in which an answer may be typed. It is converted into the item's own, and both are kept.
///
/// @param factor what the typed number is multiplied by; null where the two units say it
/// @param offset what is added after that; nothing when null
@InFile("an alternative unit")
public record AlternativeUnit(
        @InFile("a UCUM code, such as mg/dL") String unit,

        @InFile(value = "what the number is multiplied by, where the units alone do not say it", optional = true)
        @Nullable
        BigDecimal factor,

        @InFile(value = "what is added after that", optional = true) @Nullable
        BigDecimal offset) {

    /// The number in the item's own unit; nothing where nobody says how the two go together.
    public Optional<BigDecimal> in(String own, BigDecimal typed) {
        return factor == null
                ? Ucum.convert(typed, unit, own)
                : Optional.of(typed.multiply(factor).add(offset == null ? BigDecimal.ZERO : offset));
    }
}
