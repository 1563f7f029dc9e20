package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a protocol may say of its allocation, and when an amendment allocates as before.
class MethodsOfAllocationTest {

    private static final String BLOCKS = "method: permuted-blocks\n  block-sizes: [4, 6]";
    private static final String COIN = "method: biased-coin; probability: 0.7";

    /// The sound protocol with a method, and with something else said otherwise.
    private static Protocol by(String method, String was, String becomes) {
        try {
            String sound = Files.readString(Path.of("src", "test", "resources", "protocols", "sound.yaml"));
            assertThat(sound).contains(BLOCKS, was);
            return ProtocolFile.read(
                    "sound.yaml",
                    sound.replace(BLOCKS, method.replace("; ", "\n  "))
                            .replace("path: allocation.block-sizes", "path: allocation.method")
                            .replace(was, becomes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Protocol by(String method) {
        return by(method, "target: 20", "target: 30");
    }

    @Test
    void everyMethodTakesItsOwnParameters() {
        assertThat(by("method: biased-coin; probability: 0.6667").allocation().leaning())
                .isEqualTo(new BigDecimal("0.6667"));
        assertThat(by("method: big-stick; imbalance: 3").allocation().bound()).isEqualTo(3);
        assertThat(by("method: minimization; probability: 0.8; measure: variance")
                        .allocation()
                        .measure())
                .isEqualTo("variance");
    }

    @Test
    void minimizationMeasuresTheRangeUnlessItSaysOtherwise() {
        assertThat(by("method: minimization; probability: 0.8").allocation().measure())
                .isEqualTo("range");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method: biased-coin; probability: 0.7 | method: biased-coin; probability: 0.70",
                "method: minimization; probability: 0.8 | method: minimization; probability: 0.8; measure: range"
            })
    void anotherSpellingAllocatesTheSame(String one, String other) {
        assertThat(by(one).plan().allocatesAs(by(other).plan())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method: biased-coin; probability: 0.7 | method: biased-coin; probability: 0.71",
                "method: biased-coin; probability: 0.7 | method: minimization; probability: 0.7",
                "method: big-stick; imbalance: 3 | method: big-stick; imbalance: 4",
                "method: minimization; probability: 0.8 | method: minimization; probability: 0.8; measure: variance",
                "method: permuted-blocks; block-sizes: [4, 6] | method: permuted-blocks; block-sizes: [6, 4]"
            })
    void anyOtherParameterAllocatesOtherwise(String one, String other) {
        assertThat(by(one).plan().allocatesAs(by(other).plan())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label: Arm B, ratio: 1 | label: Arm B, ratio: 2",
                "stratify-by-site: true | stratify-by-site: false",
                "{code: cause, label: Cause, item: cause} | {code: origin, label: Cause, item: cause}",
                "{code: two, label: Two} | {code: two, label: Two}, {code: three, label: Three}"
            })
    void otherArmsOrStrataAllocateOtherwise(String was, String becomes) {
        assertThat(by(COIN, was, becomes).plan().allocatesAs(by(COIN).plan())).isFalse();
    }

    @Test
    void whatElseIsAmendedDoesNotMatter() {
        assertThat(by(COIN, "target: 20", "target: 40").plan().allocatesAs(by(COIN).plan()))
                .isTrue();
        assertThat(by(COIN, "label: Arm B", "label: The other arm").plan().allocatesAs(by(COIN).plan()))
                .isTrue();
    }
}
