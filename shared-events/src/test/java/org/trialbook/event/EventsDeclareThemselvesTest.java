package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.sealing.SealedField;
import tools.jackson.databind.node.ObjectNode;

/// A vocabulary in which one event does not say how it is stored, or not in a way that can be read for ever, is no
/// vocabulary: nothing starts with it.
class EventsDeclareThemselvesTest {

    sealed interface Nameless {
        @Stored("First")
        record First() implements Nameless {}

        record Second() implements Nameless {}
    }

    sealed interface NamedAlike {
        @Stored("First")
        record First() implements NamedAlike {}

        @Stored(value = "First", version = 2, conversions = Nothing.class)
        record Second() implements NamedAlike {}
    }

    sealed interface WithoutConversion {
        @Stored(value = "First", version = 2)
        record First() implements WithoutConversion {}
    }

    sealed interface Sound {
        @Stored(value = "First", version = 2, conversions = Nothing.class)
        record First() implements Sound {}
    }

    static final class Nothing implements Conversion {
        @Override
        public void toNext(ObjectNode payload) {}
    }

    @Test
    void anEventWithoutAStoredNameFailsForAll() {
        assertThatThrownBy(() -> new Vocabulary(Nameless.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Second does not say under which name it is stored");
    }

    @Test
    void twoEventsOfOneNameFail() {
        assertThatThrownBy(() -> new Vocabulary(NamedAlike.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("are both stored as First");
    }

    @Test
    void aVersionWithoutItsConversionFails() {
        assertThatThrownBy(() -> new Vocabulary(WithoutConversion.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is at version 2 and has 0 conversions");
    }

    @Test
    void ofASoundOneEveryVersionIsRead() {
        assertThat(new Vocabulary(Sound.class).names().keySet())
                .extracting(EventTypes.StoredName::version)
                .containsExactly("1", "2");
    }

    static Stream<TrialEvent> events() {
        return EventTypes.all().keySet().stream()
                .flatMap(type ->
                        IntStream.range(0, 20).mapToObj(seed -> new EventGenerator(new Random(seed)).event(type)));
    }

    /// An event that says it is shown whole shows what it has sealed to nobody only because it has sealed nothing.
    @ParameterizedTest
    @MethodSource("events")
    void onlyAnEventWithoutSealedFieldsIsShownWhole(TrialEvent event) {
        boolean sealed = !SealedField.of(event).isEmpty();
        assertThat(event.toBlinded())
                .isNotEqualTo(sealed ? ToBlinded.Knowledge.SHOWN : ToBlinded.Knowledge.SHOWN_WITHOUT_SEALED_FIELDS);
    }
}
