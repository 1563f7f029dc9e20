package org.trialbook.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What stands before and behind a text keeps its place, whatever marks the text has.
class IsolatedTest {

    private static final String MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c";

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Änne \"Anni\" Weiß", "東京", "<b>&amp;</b>"})
    void aTextWithoutADirectionOfItsOwnStaysAsItIs(String text) {
        assertThat(Isolated.of(text)).isEqualTo(text);
    }

    @Test
    void aTextWithMarksIsIsolatedAndClosesNothingButItsOwn() {
        assertThat(Isolated.of("\u202eoh")).isEqualTo("\u2068\u202eoh\u2069");
        assertThat(Isolated.of("a\u2069\u202eb")).isEqualTo("\u2068a\u202eb\u2069");
        assertThat(Isolated.of("a\u2067b")).isEqualTo("\u2068a\u2067b\u2069\u2069");
        assertThat(Isolated.of("a\u2067b\u2069")).isEqualTo("\u2068a\u2067b\u2069\u2069");
        assertThat(Isolated.of("\u05d0\u05d1")).isEqualTo("\u2068\u05d0\u05d1\u2069");
    }

    @Test
    void everyLineIsIsolatedForItself() {
        assertThat(Isolated.of("\u202ea\nb")).isEqualTo("\u2068\u202ea\u2069\n\u2068b\u2069");
    }

    /// The standard's own algorithm, as Java has it: the surroundings stay on the level of the paragraph.
    @Test
    void nothingAroundItIsReordered() {
        Random random = new Random(5);
        for (int n = 0; n < 20_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                text.append((MARKS + "ab1\u05d0\u0663 .").charAt(random.nextInt(MARKS.length() + 7)));
            }
            String shown = "before 12 " + Isolated.of(text.toString()) + " 34 behind";
            Bidi bidi = new Bidi(shown, Bidi.DIRECTION_LEFT_TO_RIGHT);
            String around = shown;
            assertThat(IntStream.concat(
                                    IntStream.range(0, "before 12 ".length()),
                                    IntStream.range(shown.length() - " 34 behind".length(), shown.length()))
                            .allMatch(i -> bidi.getLevelAt(i) == 0))
                    .as(() -> around.codePoints()
                            .mapToObj("%04X"::formatted)
                            .toList()
                            .toString())
                    .isTrue();
        }
    }

    @Test
    void everyTextOfAnAnswerIsIsolatedAtWhateverDepth() {
        var answer = JsonMapper.shared().readTree("{\"a\":[{\"b\":\"\u202ex\"},7,null,true],\"c\":\"plain\"}");

        assertThat(Isolated.all(answer).toString())
                .isEqualTo("{\"a\":[{\"b\":\"\u2068\u202ex\u2069\"},7,null,true],\"c\":\"plain\"}");
    }
}
