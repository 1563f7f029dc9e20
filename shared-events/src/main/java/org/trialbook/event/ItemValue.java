package org.trialbook.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One answered item: the text as it was typed, in canonical form, and its unit (UCUM) where the item has one.
/// Numbers are kept as text, so that no digit is ever lost or invented.
public record ItemValue(String value, @Nullable String unit) {

    public ItemValue {
        Objects.requireNonNull(value, "an answer has a value");
    }

    public static ItemValue of(String value) {
        return new ItemValue(value, null);
    }
}
