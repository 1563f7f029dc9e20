package org.trialbook.protocol;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.trialbook.event.ItemValue;

/// A person's age against the year of birth. An item asks for the age when its code is `age` and its unit `a` (years,
/// UCUM).
public final class Age {

    private static final String CODE = "age";
    private static final String UNIT = "a";

    private Age() {}

    /// Whether an item of that code asks for the age, if it has the unit too.
    public static boolean named(String item) {
        return item.equals(CODE);
    }

    public static boolean asks(Item item) {
        return named(item.code())
                && UNIT.equals(item.unit())
                && (item.type() == Item.Type.INTEGER || item.type() == Item.Type.DECIMAL);
    }

    /// How many years an answer is off the two ages that somebody born in that year may have on that day: 0 for these
    /// two, negative when too young. Nothing when it is no number.
    public static Optional<Integer> yearsOff(ItemValue age, int birthYear, LocalDate on) {
        if (!age.value().matches("[0-9]{1,3}(\\.[0-9]{1,9})?")) {
            return Optional.empty();
        }
        int years = new BigDecimal(age.value()).intValue();
        int most = on.getYear() - birthYear;
        if (years > most) {
            return Optional.of(years - most);
        }
        return Optional.of(Math.min(years - (most - 1), 0));
    }
}
