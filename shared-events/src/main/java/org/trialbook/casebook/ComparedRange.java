package org.trialbook.casebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.protocol.AlternativeUnit;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NormalRange;

/// A normal range, and where an answer lies.
///
/// @param unit of both limits, as the laboratory says them
/// @param laboratory null of a range that the protocol says
/// @param validFrom likewise
/// @param flag null where there is no answer that can be compared
public record ComparedRange(
        @Nullable String from,
        @Nullable String to,
        @Nullable String unit,
        @Nullable String laboratory,
        @Nullable LocalDate validFrom,
        @Nullable Flag flag) {

    /// Where an answer lies; a limit itself is normal.
    public enum Flag {
        @JsonProperty("low")
        LOW,
        @JsonProperty("normal")
        NORMAL,
        @JsonProperty("high")
        HIGH
    }

    static ComparedRange of(NormalRangeSet range, Item item, @Nullable ItemValue answer) {
        return new ComparedRange(
                range.from(),
                range.to(),
                range.unit(),
                range.laboratory(),
                range.validFrom(),
                flag(number(range.from()), number(range.to()), range.unit(), item, answer));
    }

    static ComparedRange of(NormalRange range, Item item, @Nullable ItemValue answer) {
        return new ComparedRange(
                range.from() == null ? null : range.from().toPlainString(),
                range.to() == null ? null : range.to().toPlainString(),
                item.unit(),
                null,
                null,
                flag(range.from(), range.to(), item.unit(), item, answer));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    /// An answer that was typed in the laboratory's unit is compared as it was typed: what is rounded on its way to the
    /// item's unit could pass a limit.
    private static @Nullable Flag flag(
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable String unit,
            Item item,
            @Nullable ItemValue answer) {
        if (answer == null || answer.lacksValue()) {
            return null;
        }
        if (answer.typed() != null && answer.typed().unit().equals(unit)) {
            return flag(from, to, new BigDecimal(answer.typed().value()));
        }
        BigDecimal value = new BigDecimal(answer.value());
        if (Objects.equals(unit, answer.unit())) {
            return flag(from, to, value);
        }
        return converted(unit, item)
                .map(into -> flag(from == null ? null : into.apply(from), to == null ? null : into.apply(to), value))
                .orElse(null);
    }

    private static Flag flag(@Nullable BigDecimal from, @Nullable BigDecimal to, BigDecimal value) {
        if (from != null && value.compareTo(from) < 0) {
            return Flag.LOW;
        }
        return to != null && value.compareTo(to) > 0 ? Flag.HIGH : Flag.NORMAL;
    }

    /// Into the item's unit; nothing where a version asks it in none that goes with the laboratory's.
    private static Optional<Function<BigDecimal, BigDecimal>> converted(@Nullable String unit, Item item) {
        String own = item.unit();
        return own == null
                ? Optional.empty()
                : item.alternativeUnits().stream()
                        .filter(other -> other.unit().equals(unit))
                        .findFirst()
                        .filter(other -> other.in(own, BigDecimal.ONE).isPresent())
                        .map(other -> limit -> in(other, own, limit));
    }

    private static BigDecimal in(AlternativeUnit other, String own, BigDecimal limit) {
        return other.in(own, limit).orElseThrow();
    }
}
