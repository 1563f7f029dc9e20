package org.trialbook.protocol;

import java.math.BigDecimal;

/// A closed range of plausible numbers.
@InFile("a range")
public record Range(BigDecimal min, BigDecimal max) {
    public boolean holds(BigDecimal number) {
        return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
    }
}
