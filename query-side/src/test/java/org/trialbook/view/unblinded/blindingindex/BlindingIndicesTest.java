package org.trialbook.view.unblinded.blindingindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlindingIndicesTest {

    private static final List<String> ARMS = List.of("CSP", "BVP");

    /// The worked example in the documentation of BlindingIndex.jl, made with the R package BI 1.2.0.
    private static Guesses published() {
        Guesses guesses = Guesses.none(ARMS);
        add(guesses, "CSP", "CSP", 48);
        add(guesses, "CSP", "BVP", 4);
        add(guesses, "CSP", null, 330);
        add(guesses, "BVP", "CSP", 22);
        add(guesses, "BVP", "BVP", 30);
        add(guesses, "BVP", null, 319);
        return guesses;
    }

    @Test
    void jamesAsPublished() {
        Estimate james = JamesIndex.of(published()).orElseThrow();

        assertThat(james.value()).isCloseTo(0.896, within(0.0005));
        assertThat(james.standardError()).isCloseTo(0.011, within(0.0005));
        assertThat(james.lower()).isCloseTo(0.875, within(0.0005));
        assertThat(james.upper()).isCloseTo(0.918, within(0.0005));
    }

    @Test
    void bangAsPublished() {
        Estimate treated = BangIndex.of(published(), "CSP").orElseThrow();
        assertThat(treated.value()).isCloseTo(0.115, within(0.0005));
        assertThat(treated.standardError()).isCloseTo(0.018, within(0.0005));
        assertThat(treated.lower()).isCloseTo(0.08, within(0.0005));
        assertThat(treated.upper()).isCloseTo(0.15, within(0.0005));

        Estimate control = BangIndex.of(published(), "BVP").orElseThrow();
        assertThat(control.value()).isCloseTo(0.022, within(0.0005));
        assertThat(control.standardError()).isCloseTo(0.019, within(0.0005));
        assertThat(control.lower()).isCloseTo(-0.016, within(0.0005));
        assertThat(control.upper()).isCloseTo(0.06, within(0.0005));
    }

    /// Of three arms, whoever guesses by chance is right once and wrong twice.
    @Test
    void ofThreeArmsChanceComesToNothing() {
        Guesses guesses = Guesses.none(List.of("USUAL", "DRUG-A", "DRUG-B"));
        add(guesses, "USUAL", "USUAL", 10);
        add(guesses, "USUAL", "DRUG-A", 10);
        add(guesses, "USUAL", "DRUG-B", 10);
        add(guesses, "DRUG-A", "DRUG-A", 20);
        add(guesses, "DRUG-B", "DRUG-A", 10);
        add(guesses, "DRUG-B", "USUAL", 5);
        add(guesses, "DRUG-B", null, 15);

        assertThat(BangIndex.of(guesses, "USUAL").orElseThrow().value()).isCloseTo(0, within(1e-12));
        assertThat(BangIndex.of(guesses, "DRUG-A").orElseThrow().value()).isEqualTo(1);
        assertThat(BangIndex.of(guesses, "DRUG-B").orElseThrow().value()).isEqualTo(-0.25);
        // (0 + 0.5 / 4 - 0.0625) / 30, by hand.
        assertThat(BangIndex.of(guesses, "DRUG-B").orElseThrow().standardError())
                .isCloseTo(Math.sqrt(0.0625 / 30), within(1e-12));
    }

    @Test
    void theExtremes() {
        Guesses nobody = Guesses.none(ARMS);
        add(nobody, "CSP", null, 10);
        add(nobody, "BVP", null, 10);
        assertThat(JamesIndex.of(nobody).orElseThrow().value()).isEqualTo(1);
        assertThat(BangIndex.of(nobody, "CSP").orElseThrow().value()).isZero();

        Guesses everybodyKnew = Guesses.none(ARMS);
        add(everybodyKnew, "CSP", "CSP", 10);
        add(everybodyKnew, "BVP", "BVP", 10);
        assertThat(JamesIndex.of(everybodyKnew).orElseThrow().value()).isZero();
        assertThat(BangIndex.of(everybodyKnew, "CSP").orElseThrow().value()).isEqualTo(1);

        Guesses asByChance = Guesses.none(ARMS);
        for (String arm : ARMS) {
            for (String guess : ARMS) {
                add(asByChance, arm, guess, 5);
            }
        }
        assertThat(JamesIndex.of(asByChance).orElseThrow().value()).isCloseTo(0.5, within(1e-12));
        assertThat(BangIndex.of(asByChance, "BVP").orElseThrow().value()).isZero();
    }

    @Test
    void whatCannotBeSaidIsNotSaid() {
        assertThat(JamesIndex.of(Guesses.none(ARMS))).isEmpty();
        assertThat(BangIndex.of(Guesses.none(ARMS), "CSP")).isEmpty();

        Guesses oneSided = Guesses.none(ARMS);
        add(oneSided, "CSP", "CSP", 4);
        assertThat(JamesIndex.of(oneSided)).isEmpty();
    }

    private static void add(Guesses guesses, String arm, @Nullable String guess, int times) {
        guesses.count(arm, guess, times);
    }
}
