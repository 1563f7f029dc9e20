package org.trialbook.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.SampleEvents;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import tools.jackson.core.JacksonException;

class SealedValueTest {

    private final EventSealing sealing = new EventSealing(SampleEvents.key(1));

    private static SubjectEvent.SubjectDiscontinued withdrawn(String note) {
        return new SubjectEvent.SubjectDiscontinued(
                new StudyId("S"), new SubjectId("01-001"), new SiteId("01"), LocalDate.EPOCH, "other", Sealed.of(note));
    }

    @Test
    void aTextThatJustFitsIsSealedAndOneMoreCharacterIsTooLong() {
        String fits = "x".repeat(2304 - 2 - 2);
        assertThat(sealing.open(sealing.close(withdrawn(fits), "e"), "e")).isEqualTo(withdrawn(fits));
        SealedTooLongException refused =
                catchThrowableOfType(SealedTooLongException.class, () -> sealing.close(withdrawn(fits + "x"), "e"));
        assertThat(refused.field()).isEqualTo("note");
        assertThat(refused).hasMessageContaining("2302").hasMessageNotContaining("xx");
    }

    @Test
    void fiveHundredOfTheLongestCharactersFitANote() {
        assertThatCode(() -> sealing.close(withdrawn("\u20ac".repeat(500)), "e"))
                .doesNotThrowAnyException();
    }

    @Test
    void aClosedValueSaysWhichKeyOpensItAndNoMore() {
        Sealed<String> closed = sealing.close(withdrawn("moved away"), "e").note();
        assertThat(closed).hasToString("Sealed[sample]");
        assertThatThrownBy(closed::opened)
                .isInstanceOf(StillSealedException.class)
                .hasMessageContaining("sample");
        assertThat(Sealed.of("moved away").opened()).isEqualTo("moved away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"k\"}",
                "{\"key\":\"k\",\"box\":\"AAAA\",\"value\":\"CSP\"}",
                "{\"key\":\"k\",\"box\":\"not base64\"}",
                "{\"key\":1,\"box\":\"AAAA\"}",
                "{\"key\":\"k\",\"box\":4}",
                "{\"box\":\"AAAA\",\"kez\":\"k\"}",
                "\"CSP\"",
                "[]"
            })
    void asJsonASealedValueIsKeyAndBoxAndNothingElse(String json) {
        assertThatThrownBy(() -> EventJson.mapper().readValue(json, Sealed.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void boxesAreEqualByContent() {
        Sealed<?> box = EventJson.mapper().readValue("{\"key\":\"k\",\"box\":\"AAAA\"}", Sealed.class);
        assertThat(box)
                .isEqualTo(new Sealed.Closed<>("k", new byte[3]))
                .hasSameHashCodeAs(new Sealed.Closed<>("k", new byte[3]))
                .isNotEqualTo(new Sealed.Closed<>("k", new byte[4]))
                .isNotEqualTo(new Sealed.Closed<>("l", new byte[3]))
                .isNotEqualTo(Sealed.of("k"));
    }

    /// Each part stands behind its length, so that no two labels share their bytes.
    @Test
    void aLabelIsAuthenticatedPartByPart() {
        byte[] bytes = new SealLabel("S", "01-001", "e", "arm").authenticated("k");
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("00000001" + "53" + "00000006" + "30312d303031" + "00000001" + "65" + "00000003" + "61726d"
                        + "00000001" + "6b");
        assertThat(new SealLabel("S", "01-0", "01e", "arm").authenticated("k")).isNotEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void aKeyOfAnyOtherLengthIsRefused(int length) {
        assertThatThrownBy(() -> new AesGcmBlindingKey("k", new byte[length], new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }
}
