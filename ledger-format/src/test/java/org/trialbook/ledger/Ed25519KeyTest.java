package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which keys and signatures count: those on which no two implementations of RFC 8032 differ. The vectors were made
/// by other arithmetic than the platform's.
class Ed25519KeyTest {

    private static final String KEY = "f27cb81402e6860c926ff81f393d14340e41a70bc0b0195cf64a90b348cb2fc4";
    private static final String GOOD = "f87a22889707d326b221b2dba4102625f99227c2febe06664c8d9409eb213e21"
            + "63d0ea4e6a2ce668cf36534ef5bd72306409d313cce8733a23ecb33bfd97640b";

    /// [#KEY] and a point of order 8.
    private static final String MIXED = "e7b40e257c2b24e81e37cf46babdfcfc3586bda26789d4d9354484225c601031";

    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static Ed25519Key key(String hex) {
        return new Ed25519Key(HexFormat.of().parseHex(hex));
    }

    private static boolean verify(String key, String message, String signature) {
        return key(key).verify(
                        message.getBytes(StandardCharsets.US_ASCII),
                        HexFormat.of().parseHex(signature));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            })
    void underAKeyOfSmallOrderAnybodyCouldSign(String key) {
        assertThatThrownBy(() -> key(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void aKeyIsWrittenOneWay(String key) {
        assertThatThrownBy(() -> key(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not below 2^255-19");
    }

    @Test
    void aKeyIsAPoint() {
        assertThatThrownBy(() -> key("02" + "00".repeat(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an Ed25519 public key");
    }

    @Test
    void aSignatureCountsForItsTextAlone() {
        assertThat(verify(KEY, "message 0", GOOD)).isTrue();
        assertThat(verify(KEY, "message 1", GOOD)).isFalse();
        assertThat(verify(KEY, "message 0", GOOD.substring(2))).isFalse();
        assertThat(verify(KEY, "message 0", GOOD + "00")).isFalse();
        assertThat(verify(KEY, "message 0", "00".repeat(64))).isFalse();
    }

    @Test
    void nobodyMakesASecondSignatureOfTheFirst() {
        byte[] s = Arrays.copyOfRange(HexFormat.of().parseHex(GOOD), 32, 64);
        for (int times = 1; times < 8; times++) {
            BigInteger larger = littleEndian(s).add(ORDER.multiply(BigInteger.valueOf(times)));
            assertThat(verify(KEY, "message 0", GOOD.substring(0, 64) + hex(larger)))
                    .as("S + %d L", times)
                    .isFalse();
        }
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    private static String hex(BigInteger number) {
        byte[] bytes = new byte[32];
        BigInteger rest = number;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = rest.byteValue();
            rest = rest.shiftRight(8);
        }
        return HexFormat.of().formatHex(bytes);
    }

    /// Whoever multiplies by the cofactor 8 believes all of these.
    @ParameterizedTest
    @CsvSource({
        MIXED + ",message 0,f87a22889707d326b221b2dba4102625f99227c2febe06664c8d9409eb213e21"
                + "d72ad816e1f320d8af5115aa6d19059a06433a966fe6c4ded369cde260002604",
        KEY + ",message 0,2561dfa96ca90f2865187cd777a131ec4540a8137887f87b6b4dbbed1fbe011e"
                + "1477cd6656051388845ae08fe05a0056905be7c80a14a960951d5f23e9226f0b",
        // R is the neutral point, written another way.
        KEY + ",message 0,eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
                + "4a5db468e1c22d8145c5e5c9b4f460bf51df0ed330d502f4ac72f6a170689d0e"
    })
    void theEquationHoldsWithoutTheCofactor(String key, String message, String signature) {
        assertThat(verify(key, message, signature)).isFalse();
    }

    /// Here the part of order 8 falls away by itself: RFC 8032 without the cofactor believes it, and so do we.
    @Test
    void aKeyOfMixedOrderIsAKey() {
        assertThat(verify(
                        MIXED,
                        "message 5",
                        "f87a22889707d326b221b2dba4102625f99227c2febe06664c8d9409eb213e21"
                                + "41d0b6953845c81c6da807d46471c8e6bef04df5c3ab93e04e9220688fee5104"))
                .isTrue();
    }
}
