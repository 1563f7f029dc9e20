package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The range of a number within which a laboratory calls it normal, in the item's unit. Each site says its own; what
/// the protocol says holds wherever a site has not.
///
/// @param from the least that is normal; null where there is no lower limit
/// @param to the greatest that is normal; null where there is no upper limit
@InFile(value = "a normal range", oneOf = NormalRange.BY_SITE)
public record NormalRange(
        @InFile(value = "the least that is normal", optional = true) @Nullable
        BigDecimal from,

        @InFile(value = "the greatest that is normal", optional = true) @Nullable
        BigDecimal to) {

    /// Said instead of limits: there are none but those of the sites.
    public static final String BY_SITE = "by-site";

    @JsonCreator
    public NormalRange(@JsonProperty("from") @Nullable BigDecimal from, @JsonProperty("to") @Nullable BigDecimal to) {
        this.from = from;
        this.to = to;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static NormalRange of(String word) {
        if (!word.equals(BY_SITE)) {
            throw new IllegalArgumentException("a normal range is by-site, or has limits");
        }
        return new NormalRange(null, null);
    }

    /// Whether the protocol says no limits of its own.
    public boolean bySite() {
        return from == null && to == null;
    }

    @Override
    public String toString() {
        if (bySite()) {
            return BY_SITE;
        }
        return from == null ? "at most " + to : to == null ? "at least " + from : from + " to " + to;
    }
}
