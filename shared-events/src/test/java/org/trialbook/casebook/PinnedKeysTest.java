package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.event.StudyEvent.BlindingKeyRotated;
import org.trialbook.event.StudyEvent.KeysPinned;
import org.trialbook.event.StudyId;

/// Which rings of blinding keys the record takes for its own.
class PinnedKeysTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");

    private static AesGcmBlindingKey key(String id, int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return new AesGcmBlindingKey(id, bytes, new Random(1));
    }

    private static Map<String, String> ring(AesGcmBlindingKey... keys) {
        Map<String, String> ring = new LinkedHashMap<>();
        List.of(keys).forEach(key -> ring.putAll(key.checkValues()));
        return ring;
    }

    private static PinnedKeys pinned(AesGcmBlindingKey... keys) {
        return PinnedKeys.none().and(new KeysPinned(STUDY, "log", ring(keys)));
    }

    @Test
    void everyBitOfAKeyAndItsNameChangeTheCheckValueAndNothingElseDoes() {
        byte[] bytes = new byte[32];
        new Random(3).nextBytes(bytes);
        Set<String> seen = new HashSet<>();
        for (int bit = -1; bit < 256; bit++) {
            byte[] flipped = bytes.clone();
            if (bit >= 0) {
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
            }
            seen.add(new AesGcmBlindingKey("one", flipped, new Random(bit))
                    .checkValues()
                    .get("one"));
        }
        assertThat(seen).hasSize(257).allMatch(value -> value.matches("[0-9a-f]{64}"));
        assertThat(new AesGcmBlindingKey("one", bytes, new Random(9)).checkValues())
                .isEqualTo(new AesGcmBlindingKey("one", bytes, new Random(10)).checkValues());
        assertThat(new AesGcmBlindingKey("two", bytes, new Random(9))
                        .checkValues()
                        .get("two"))
                .isNotIn(seen);
    }

    @Test
    void theSameRingIsTheRecords() {
        assertThat(pinned(key("one", 1), key("two", 2)).against(ring(key("one", 1), key("two", 2))))
                .isEmpty();
        assertThat(pinned(key("one", 1)).hold(ring(key("one", 1)))).isTrue();
    }

    @Test
    void anotherKeyOfTheSameNameIsNot() {
        assertThat(pinned(key("one", 1)).against(ring(key("one", 2))))
                .get()
                .asString()
                .contains("one", "another key");
    }

    @Test
    void aRingThatLacksAKeyIsNot() {
        assertThat(pinned(key("one", 1), key("two", 2)).against(ring(key("two", 2))))
                .get()
                .asString()
                .contains("lacks the key one");
    }

    @Test
    void aRingFromBeforeARotationIsNotAndTheRotatedOneIsPinnedNext() {
        PinnedKeys rotated = pinned(key("one", 1)).and(new BlindingKeyRotated(STUDY, "one", "two", "yearly"));
        assertThat(rotated.against(ring(key("one", 1)))).get().asString().contains("lacks the key two");
        Map<String, String> both = ring(key("one", 1), key("two", 2));
        assertThat(rotated.against(both)).isEmpty();
        assertThat(rotated.hold(both)).isFalse();
        PinnedKeys after = rotated.and(new KeysPinned(STUDY, "log", both));
        assertThat(after.hold(both)).isTrue();
        assertThat(after.against(ring(key("one", 1), key("two", 3)))).isPresent();
    }

    @Test
    void aKeyThatTheRecordDoesNotNameIsNot() {
        assertThat(pinned(key("one", 1)).against(ring(key("one", 1), key("two", 2))))
                .get()
                .asString()
                .contains("does not name", "rotate-blinding-key");
    }

    @Test
    void aRecordWithoutAPinTakesWhatItIsGiven() {
        assertThat(PinnedKeys.none().against(ring(key("one", 1)))).isEmpty();
        assertThat(PinnedKeys.none().hold(ring(key("one", 1)))).isFalse();
    }

    @Test
    void whatWasPinnedFirstCounts() {
        Map<String, String> other = new LinkedHashMap<>(ring(key("one", 2)));
        PinnedKeys later = pinned(key("one", 1)).and(new KeysPinned(STUDY, "other", other));
        assertThat(later.logKey()).isEqualTo("log");
        assertThat(later.against(other)).isPresent();
        assertThat(later.against(ring(key("one", 1)))).isEmpty();
    }
}
