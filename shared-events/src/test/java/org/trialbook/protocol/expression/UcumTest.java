package org.trialbook.protocol.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A quantity in another unit is the same quantity.
class UcumTest {

    private static final List<List<String>> ALIKE = List.of(
            List.of("kg", "g", "mg", "ug", "[lb_av]", "[oz_av]"),
            List.of("m", "cm", "mm", "[in_i]", "[ft_i]"),
            List.of("s", "ms", "min", "h", "d", "wk"),
            List.of("Cel", "[degF]", "K"),
            List.of("L", "mL", "dL", "m3", "cm3"),
            List.of("mm[Hg]", "kPa", "Pa"),
            List.of("mmol/L", "umol/L", "mol/m3", "umol/mL"),
            List.of("kg/m2", "g/cm2"),
            List.of("/min", "Hz", "1/h"));

    @ParameterizedTest
    @CsvSource({
        "98.6, [degF], Cel, 37",
        "37, Cel, [degF], 98.6",
        "0, K, Cel, -273.15",
        "150, [lb_av], kg, 68.0388555",
        "6, [ft_i], cm, 182.88",
        "120, mm[Hg], kPa, 15.99868",
        "1, mmol/L, umol/L, 1000",
        "5, g/dL, g/L, 50",
        "72, /min, Hz, 1.2",
        "25, kg/m2, g/cm2, 2.5",
        "50, %, 1, 0.5",
        "3, 10*9/L, /nL, 3"
    })
    void thisIsTheSame(BigDecimal number, String from, String to, BigDecimal same) {
        assertThat(Ucum.convert(number, from, to).orElseThrow().subtract(same).abs())
                .isLessThan(new BigDecimal("0.00001"));
    }

    @ParameterizedTest
    @CsvSource({
        "kg, m",
        "mg/dL, mmol/L",
        "U/L, [IU]/L",
        "m, m2",
        "Cel, m",
        "{score}, kg",
        "[degF]/min, Cel/min",
        "zz, yy"
    })
    void nobodyKnowsHowTheseGoTogether(String one, String other) {
        assertThat(Ucum.convert(BigDecimal.ONE, one, other)).isEmpty();
        assertThat(Ucum.convert(BigDecimal.ONE, other, one)).isEmpty();
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    /// There and back, and by way of a third unit: to 20 digits.
    @ParameterizedTest
    @MethodSource("seeds")
    void whateverWayItIsConvertedItComesBack(int seed) {
        Random chance = new Random(seed);
        List<String> units = ALIKE.get(chance.nextInt(ALIKE.size()));
        String one = units.get(chance.nextInt(units.size()));
        String other = units.get(chance.nextInt(units.size()));
        String third = units.get(chance.nextInt(units.size()));
        BigDecimal number = BigDecimal.valueOf(chance.nextInt(2_000_000) - 1_000_000, chance.nextInt(7));

        BigDecimal there = Ucum.convert(number, one, other).orElseThrow();
        BigDecimal round = Ucum.convert(Ucum.convert(there, other, third).orElseThrow(), third, one)
                .orElseThrow();

        assertThat(round.subtract(number).abs()).as("seed " + seed).isLessThan(new BigDecimal("1e-20"));
    }

    /// What is more in one unit is more in any other.
    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderStays(int seed) {
        Random chance = new Random(seed);
        List<String> units = ALIKE.get(chance.nextInt(ALIKE.size()));
        String one = units.get(chance.nextInt(units.size()));
        String other = units.get(chance.nextInt(units.size()));
        BigDecimal less = BigDecimal.valueOf(chance.nextInt(1000), 1);
        BigDecimal more = less.add(BigDecimal.valueOf(1 + chance.nextInt(1000), 3));
        assertThat(Ucum.convert(less, one, other).orElseThrow())
                .as("seed " + seed)
                .isLessThan(Ucum.convert(more, one, other).orElseThrow());
    }
}
