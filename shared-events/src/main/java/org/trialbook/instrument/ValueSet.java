package org.trialbook.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// What a population thinks a state of health is worth, as additive value sets are published: full health, less what
/// each dimension's level takes away.
///
/// @param name whose, and of which year: part of every result
/// @param health what full health is worth
/// @param constant what any state but full health loses besides; 0 in most
/// @param decrements for each dimension in the instrument's order, what levels 2, 3 … take away
public record ValueSet(
        String name,
        @JsonProperty("full-health") BigDecimal health,
        BigDecimal constant,
        List<List<BigDecimal>> decrements) {

    public ValueSet {
        Objects.requireNonNull(name, "a value set has a name");
        Objects.requireNonNull(health, "a value set says what full health is worth");
        Objects.requireNonNull(constant, "a value set has a constant, such as 0");
        Objects.requireNonNull(decrements, "a value set has decrements");
        decrements = decrements.stream().map(List::copyOf).toList();
    }

    /// Whether it says something of each of so many dimensions at so many levels.
    public boolean covers(int dimensions, int levels) {
        return decrements.size() == dimensions
                && decrements.stream().allMatch(dimension -> dimension.size() == levels - 1);
    }

    BigDecimal index(List<BigDecimal> profile) {
        BigDecimal lost = BigDecimal.ZERO;
        for (int i = 0; i < profile.size(); i++) {
            int level = profile.get(i).intValueExact();
            lost = level == 1 ? lost : lost.add(decrements.get(i).get(level - 2));
        }
        return profile.stream().allMatch(BigDecimal.ONE::equals)
                ? health
                : health.subtract(constant).subtract(lost);
    }
}
