package org.trialbook.instrument;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A questionnaire or a scale in one version: which answers it has, and which scores follow from them.
///
/// @param source where its rules are published
/// @param assumptions what the source leaves open, and was assumed
/// @param scores in the order in which they are computed: one may build on those before it
public record Instrument(
        String code, String version, String source, List<String> assumptions, List<Asked> items, List<Score> scores) {

    private static final MathContext PRECISION = MathContext.DECIMAL128;
    /// Digits that no sequence of divisions reaches with its errors.
    private static final int EXACT = 24;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Instrument {
        assumptions = assumptions == null ? List.of() : List.copyOf(assumptions);
    }

    /// Items that are answered alike.
    ///
    /// @param from the least whole number that may be answered, `to` the greatest; both null where `levels` stand
    /// @param levels codes in their order, the first counting 1; null where numbers are answered
    /// @param missing answers that stand for none
    /// @param counts answers that count as another one
    /// @param worst which answer is 0 of 100, and `best` which is 100, for scores that are rescaled
    public record Asked(
            List<String> codes,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable List<String> levels,
            @Nullable List<Integer> missing,
            @Nullable Map<Integer, Integer> counts,
            @Nullable Integer worst,
            @Nullable Integer best) {

        /// What an answer counts; empty where it stands for none, or is none that the instrument has.
        Optional<BigDecimal> counted(String answer) {
            int number = levels == null ? whole(answer) : levels.indexOf(answer) + 1;
            boolean known = levels == null
                    ? number >= Objects.requireNonNull(from) && number <= Objects.requireNonNull(to)
                    : number > 0;
            if (!known || missing != null && missing.contains(number)) {
                return Optional.empty();
            }
            return Optional.of(BigDecimal.valueOf(counts == null ? number : counts.getOrDefault(number, number)));
        }

        private static int whole(String answer) {
            try {
                return new BigDecimal(answer).intValueExact();
            } catch (ArithmeticException | NumberFormatException noWholeNumber) {
                return Integer.MIN_VALUE;
            }
        }

        BigDecimal rescaled(BigDecimal counted) {
            BigDecimal zero = BigDecimal.valueOf(Objects.requireNonNull(worst));
            return counted.subtract(zero)
                    .multiply(HUNDRED)
                    .divide(BigDecimal.valueOf(Objects.requireNonNull(best)).subtract(zero), PRECISION);
        }
    }

    /// @param rule how it follows from its parts
    /// @param of items, or scores that stand before it
    /// @param needs how many of them must be there
    public record Score(
            String code,
            String label,
            Rule rule,
            List<String> of,
            @JsonProperty(required = true) int needs) {}

    /// `mean` and `sum` of what there is; `mean-rescaled`: of items that were first brought to 0 … 100; `profile`: the
    /// answers one after another, as 21331; `index`: what the value set says of the profile.
    public enum Rule {
        @JsonProperty("mean")
        MEAN,
        @JsonProperty("mean-rescaled")
        MEAN_RESCALED,
        @JsonProperty("sum")
        SUM,
        @JsonProperty("profile")
        PROFILE,
        @JsonProperty("index")
        INDEX
    }

    /// @param value to two decimals, without trailing zeros (an index to three, as value sets have them); a profile's
    ///     digits; null when too little was answered, or there is no value set
    /// @param there how many of its parts there are
    public record Scored(
            String score, String label, @Nullable String value, int there, int needed) {}

    /// @param answers item code → answer, as it was typed
    /// @param values for `index` alone
    public List<Scored> score(Map<String, String> answers, @Nullable ValueSet values) {
        Map<String, BigDecimal> computed = new HashMap<>();
        List<Scored> all = new ArrayList<>();
        for (Score score : scores) {
            List<BigDecimal> parts = score.of().stream()
                    .flatMap(part -> part(score, part, answers, computed).stream())
                    .toList();
            @Nullable String value = parts.size() < score.needs() ? null : value(score, parts, values, computed);
            all.add(new Scored(score.code(), score.label(), value, parts.size(), score.needs()));
        }
        return all;
    }

    private Optional<BigDecimal> part(
            Score score, String part, Map<String, String> answers, Map<String, BigDecimal> computed) {
        Optional<Asked> item = asked(part);
        if (item.isEmpty()) {
            return Optional.ofNullable(computed.get(part));
        }
        Optional<BigDecimal> counted = Optional.ofNullable(answers.get(part)).flatMap(item.get()::counted);
        return score.rule() == Rule.MEAN_RESCALED ? counted.map(item.get()::rescaled) : counted;
    }

    private static @Nullable String value(
            Score score, List<BigDecimal> parts, @Nullable ValueSet values, Map<String, BigDecimal> computed) {
        BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (score.rule()) {
            case PROFILE -> parts.stream().map(BigDecimal::toPlainString).reduce("", String::concat);
            case INDEX -> values == null ? null : text(values.index(parts), 3);
            case SUM -> kept(score, sum, computed);
            case MEAN, MEAN_RESCALED -> kept(score, sum.divide(BigDecimal.valueOf(parts.size()), PRECISION), computed);
        };
    }

    private static String kept(Score score, BigDecimal value, Map<String, BigDecimal> computed) {
        computed.put(score.code(), value);
        return text(value, 2);
    }

    private static String text(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(EXACT, RoundingMode.HALF_EVEN).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// How an item is answered.
    @JsonIgnore
    public Optional<Asked> asked(String item) {
        return items.stream().filter(asked -> asked.codes().contains(item)).findFirst();
    }
}
