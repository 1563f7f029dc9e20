package org.trialbook.protocol.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A unit by the Unified Code for Units of Measure, as far as forms need it: products and quotients of atoms with
/// exponents, and the usual prefixes. An atom that is not known is a dimension of its own, and converts to nothing
/// else.
///
/// @param factor how many of the base unit one of it is
/// @param dimensions base atom → exponent, without zeros
public record Ucum(BigDecimal factor, SortedMap<String, Integer> dimensions) {

    static final Ucum ONE = new Ucum(BigDecimal.ONE, Collections.emptySortedMap());

    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL128;
    private static final Pattern TERM = Pattern.compile("([./]?)([^./]+)");
    private static final Pattern ATOM = Pattern.compile("((?:[^\\[\\]0-9+-]|\\[[^\\]]*\\])+)([+-]?[0-9]{1,2})?");
    private static final Pattern POWER_OF_TEN = Pattern.compile("10[*^]([+-]?[0-9]{1,2})");

    /// These have a zero of their own: they convert alone, and not within a product.
    private static final Set<String> TEMPERATURES = Set.of("K", "Cel", "[degF]");

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("G", "1e9"),
            Map.entry("M", "1e6"),
            Map.entry("k", "1e3"),
            Map.entry("h", "1e2"),
            Map.entry("d", "1e-1"),
            Map.entry("c", "1e-2"),
            Map.entry("m", "1e-3"),
            Map.entry("u", "1e-6"),
            Map.entry("n", "1e-9"),
            Map.entry("p", "1e-12"),
            Map.entry("f", "1e-15"));

    /// Atom → factor and base units; those with a prefix are `metric`.
    private static final Map<String, Ucum> METRIC = Map.ofEntries(
            Map.entry("g", base("g")),
            Map.entry("m", base("m")),
            Map.entry("s", base("s")),
            Map.entry("mol", base("mol")),
            Map.entry("V", base("V")),
            Map.entry("A", base("A")),
            Map.entry("Ohm", base("Ohm")),
            Map.entry("U", base("U")),
            Map.entry("[IU]", base("[IU]")),
            Map.entry("eq", base("eq")),
            Map.entry("L", of("1e-3", "m", 3)),
            Map.entry("l", of("1e-3", "m", 3)),
            Map.entry("Hz", of("1", "s", -1)),
            Map.entry("N", of("1e3", "g", 1, "m", 1, "s", -2)),
            Map.entry("J", of("1e3", "g", 1, "m", 2, "s", -2)),
            Map.entry("cal", of("4.184e3", "g", 1, "m", 2, "s", -2)),
            Map.entry("W", of("1e3", "g", 1, "m", 2, "s", -3)),
            Map.entry("Pa", of("1e3", "g", 1, "m", -1, "s", -2)),
            Map.entry("bar", of("1e8", "g", 1, "m", -1, "s", -2)),
            Map.entry("m[Hg]", of("133322387.415", "g", 1, "m", -1, "s", -2)),
            Map.entry("m[H2O]", of("9806650", "g", 1, "m", -1, "s", -2)));

    private static final Map<String, Ucum> OTHERS = Map.ofEntries(
            Map.entry("1", ONE),
            Map.entry("%", new Ucum(new BigDecimal("0.01"), Collections.emptySortedMap())),
            Map.entry("min", of("60", "s", 1)),
            Map.entry("h", of("3600", "s", 1)),
            Map.entry("d", of("86400", "s", 1)),
            Map.entry("wk", of("604800", "s", 1)),
            Map.entry("mo", of("2629800", "s", 1)),
            Map.entry("a", of("31557600", "s", 1)),
            Map.entry("[in_i]", of("0.0254", "m", 1)),
            Map.entry("[ft_i]", of("0.3048", "m", 1)),
            Map.entry("[lb_av]", of("453.59237", "g", 1)),
            Map.entry("[oz_av]", of("28.349523125", "g", 1)));

    private static Ucum base(String atom) {
        return of("1", atom, 1);
    }

    private static Ucum of(String factor, Object... dimensions) {
        SortedMap<String, Integer> all = new TreeMap<>();
        for (int i = 0; i < dimensions.length; i += 2) {
            all.put((String) dimensions[i], (Integer) dimensions[i + 1]);
        }
        return new Ucum(new BigDecimal(factor), Collections.unmodifiableSortedMap(all));
    }

    /// What a unit's code says; never nothing, see above.
    public static Ucum of(String code) {
        Ucum unit = ONE;
        Matcher terms = TERM.matcher(code.replaceAll("\\{[^}]*\\}", ""));
        while (terms.find()) {
            Ucum term = term(terms.group(2));
            unit = terms.group(1).equals("/") ? unit.per(term) : unit.times(term);
        }
        return unit;
    }

    private static Ucum term(String term) {
        Matcher ten = POWER_OF_TEN.matcher(term);
        if (ten.matches()) {
            return new Ucum(BigDecimal.ONE.scaleByPowerOfTen(Integer.parseInt(ten.group(1))), ONE.dimensions());
        }
        Matcher atom = ATOM.matcher(term);
        if (term.equals("1") || !atom.matches()) {
            return term.equals("1") ? ONE : base(term);
        }
        int exponent = atom.group(2) == null ? 1 : Integer.parseInt(atom.group(2));
        return atom(atom.group(1)).power(exponent);
    }

    private static Ucum atom(String atom) {
        Ucum known = OTHERS.getOrDefault(atom, METRIC.get(atom));
        if (known != null) {
            return known;
        }
        Ucum prefixed = atom.length() < 2 ? null : METRIC.get(atom.substring(1));
        String prefix = PREFIXES.get(atom.substring(0, 1));
        return prefixed == null || prefix == null
                ? base(atom)
                : new Ucum(new BigDecimal(prefix).multiply(prefixed.factor()), prefixed.dimensions());
    }

    Ucum times(Ucum other) {
        return with(factor.multiply(other.factor), other, 1);
    }

    Ucum per(Ucum other) {
        return with(factor.divide(other.factor, EXACT_ENOUGH), other, -1);
    }

    private Ucum with(BigDecimal newFactor, Ucum other, int sign) {
        SortedMap<String, Integer> all = new TreeMap<>(dimensions);
        other.dimensions.forEach((atom, exponent) -> all.merge(atom, sign * exponent, Integer::sum));
        all.values().removeIf(exponent -> exponent == 0);
        return new Ucum(newFactor, Collections.unmodifiableSortedMap(all));
    }

    Ucum power(int exponent) {
        Ucum result = ONE;
        for (int i = 0; i < Math.abs(exponent); i++) {
            result = exponent > 0 ? result.times(this) : result.per(this);
        }
        return result;
    }

    /// The unit whose square this is, if there is one.
    Optional<Ucum> root() {
        if (dimensions.values().stream().anyMatch(exponent -> exponent % 2 != 0)) {
            return Optional.empty();
        }
        SortedMap<String, Integer> half = new TreeMap<>();
        dimensions.forEach((atom, exponent) -> half.put(atom, exponent / 2));
        return Optional.of(new Ucum(factor.sqrt(EXACT_ENOUGH), Collections.unmodifiableSortedMap(half)));
    }

    /// Whether a number in one is the same number in the other.
    public boolean is(Ucum other) {
        // Quotients of factors may differ in the last of 34 digits.
        BigDecimal off = factor.subtract(other.factor).abs();
        return dimensions.equals(other.dimensions) && off.compareTo(factor.abs().movePointLeft(30)) <= 0;
    }

    /// A number in another unit; nothing where that unit measures something else, or is not known to.
    public static Optional<BigDecimal> convert(BigDecimal number, String from, String to) {
        if (from.equals(to)) {
            return Optional.of(number);
        }
        if (TEMPERATURES.contains(from) && TEMPERATURES.contains(to)) {
            return Optional.of(fromKelvin(toKelvin(number, from), to));
        }
        Ucum one = of(from);
        Ucum other = of(to);
        return one.dimensions.equals(other.dimensions)
                ? Optional.of(number.multiply(one.factor).divide(other.factor, EXACT_ENOUGH))
                : Optional.empty();
    }

    private static BigDecimal toKelvin(BigDecimal number, String unit) {
        return switch (unit) {
            case "K" -> number;
            case "Cel" -> number.add(new BigDecimal("273.15"));
            default ->
                number.add(new BigDecimal("459.67"))
                        .multiply(BigDecimal.valueOf(5))
                        .divide(BigDecimal.valueOf(9), EXACT_ENOUGH);
        };
    }

    private static BigDecimal fromKelvin(BigDecimal kelvin, String unit) {
        return switch (unit) {
            case "K" -> kelvin;
            case "Cel" -> kelvin.subtract(new BigDecimal("273.15"));
            default ->
                kelvin.multiply(BigDecimal.valueOf(9))
                        .divide(BigDecimal.valueOf(5), EXACT_ENOUGH)
                        .subtract(new BigDecimal("459.67"));
        };
    }
}
