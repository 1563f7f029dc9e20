package org.trialbook.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventGenerator;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SampleEvents;
import org.trialbook.event.TrialEvent;
import tools.jackson.core.JacksonException;

/// For every type of the vocabulary and many generated events of each: what is sealed opens again to what
/// it was, under its own key, event and field only, and neither its size nor its text tells anything.
class SealedFieldsOfEveryEventTest {

    private static final String ID = "0197a2b0-0000-7000-8000-000000000001";

    private final EventSealing sealing = new EventSealing(SampleEvents.key(7));

    record Drawn(Class<? extends TrialEvent> type, long seed) {
        TrialEvent event() {
            return new EventGenerator(new Random(seed)).event(type);
        }
    }

    static Stream<Drawn> events() {
        return EventTypes.all().keySet().stream()
                .flatMap(type -> IntStream.range(0, 40).mapToObj(seed -> new Drawn(type, seed)));
    }

    static Stream<Drawn> sealedEvents() {
        return events().filter(
                        drawn -> drawn.seed() < 5 && !sealed(drawn.event()).isEmpty());
    }

    private static Map<String, Sealed<?>> sealed(TrialEvent event) {
        Map<String, Sealed<?>> fields = new LinkedHashMap<>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            try {
                if (component.getAccessor().invoke(event) instanceof Sealed<?> field) {
                    fields.put(component.getName(), field);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    private static TrialEvent with(TrialEvent event, String field, Sealed<?> value) {
        try {
            RecordComponent[] components = event.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getName().equals(field)
                        ? value
                        : components[i].getAccessor().invoke(event);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (TrialEvent) event.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void closedWrittenReadAndOpenedItIsTheSameEvent(Drawn drawn) {
        TrialEvent event = drawn.event();
        TrialEvent closed = sealing.close(event, ID);
        assertThat(sealed(closed).values()).allSatisfy(f -> assertThat(f).isInstanceOf(Sealed.Closed.class));

        EventTypes.StoredName stored = EventTypes.nameOf(drawn.type());
        TrialEvent read = EventJson.read(stored.qualified(), stored.version(), EventJson.write(closed));

        assertThat(read).isEqualTo(closed);
        assertThat(sealing.open(read, ID)).isEqualTo(event);
        assertThat(sealing.close(closed, ID)).isSameAs(closed);
        assertThat(sealing.open(event, ID)).isSameAs(event);
    }

    @Test
    void theSizeOfABoxDependsOnItsFieldOnly() {
        Map<String, Set<Integer>> sizes = new LinkedHashMap<>();
        Map<String, Integer> expected = new LinkedHashMap<>();
        events().forEach(drawn -> {
            sealed(sealing.close(drawn.event(), ID)).forEach((field, value) -> {
                String name = drawn.type().getSimpleName() + "." + field;
                sizes.computeIfAbsent(name, n -> new HashSet<>()).add(((Sealed.Closed<?>) value).box().length);
            });
            Arrays.stream(drawn.type().getRecordComponents())
                    .filter(component -> component.getType() == Sealed.class)
                    .forEach(component -> expected.put(
                            drawn.type().getSimpleName() + "." + component.getName(),
                            12 + component.getAnnotation(Padded.class).value() + 16));
        });
        assertThat(sizes).isNotEmpty().isEqualTo(singletons(expected));
    }

    private static Map<String, Set<Integer>> singletons(Map<String, Integer> sizes) {
        Map<String, Set<Integer>> singletons = new LinkedHashMap<>();
        sizes.forEach((name, size) -> singletons.put(name, Set.of(size)));
        return singletons;
    }

    @ParameterizedTest
    @MethodSource("sealedEvents")
    void itDoesNotOpenUnderTheIdOfAnotherEvent(Drawn drawn) {
        TrialEvent closed = sealing.close(drawn.event(), ID);
        assertThatThrownBy(() -> sealing.open(closed, ID + "x"))
                .isInstanceOf(UnopenableException.class)
                .hasMessageContaining(ID + "x");
    }

    @ParameterizedTest
    @MethodSource("sealedEvents")
    void itDoesNotOpenUnderAnotherKeyOfTheSameName(Drawn drawn) {
        TrialEvent closed = sealing.close(drawn.event(), ID);
        EventSealing other = new EventSealing(new AesGcmBlindingKey("sample", new byte[32], new Random(1)));
        assertThatThrownBy(() -> other.open(closed, ID)).isInstanceOf(UnopenableException.class);
    }

    @ParameterizedTest
    @MethodSource("sealedEvents")
    void itDoesNotOpenUnderTheSameKeyOfAnotherName(Drawn drawn) {
        TrialEvent closed = sealing.close(drawn.event(), ID);
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        EventSealing other = new EventSealing(new AesGcmBlindingKey("other", bytes, new Random(1)));
        assertThatThrownBy(() -> other.open(closed, ID))
                .isInstanceOf(UnopenableException.class)
                .hasMessage("sealed under key sample, not other");
    }

    @ParameterizedTest
    @MethodSource("sealedEvents")
    void aFlippedBitAnywhereInABoxIsNoticed(Drawn drawn) {
        TrialEvent closed = sealing.close(drawn.event(), ID);
        sealed(closed).forEach((field, value) -> {
            byte[] box = ((Sealed.Closed<?>) value).box();
            for (int at : new int[] {0, 11, 12, box.length / 2, box.length - 16, box.length - 1}) {
                byte[] flipped = box.clone();
                flipped[at] ^= 1;
                TrialEvent altered = with(closed, field, new Sealed.Closed<>("sample", flipped));
                assertThatThrownBy(() -> sealing.open(altered, ID)).isInstanceOf(UnopenableException.class);
            }
            for (int length : new int[] {0, 12, 27, box.length - 1}) {
                TrialEvent cut = with(closed, field, new Sealed.Closed<>("sample", Arrays.copyOf(box, length)));
                assertThatThrownBy(() -> sealing.open(cut, ID)).isInstanceOf(UnopenableException.class);
            }
        });
    }

    @Test
    void aBoxMovedToAnyOtherEventDoesNotOpen() {
        List<TrialEvent> closed = new ArrayList<>(sealedEvents()
                .map(drawn -> (TrialEvent) sealing.close(drawn.event(), ID))
                .toList());
        int moved = 0;
        for (TrialEvent from : closed) {
            for (TrialEvent to : closed) {
                boolean elsewhere = !from.study().equals(to.study())
                        || !from.aboutSubject().equals(to.aboutSubject())
                        || !sealed(from).keySet().equals(sealed(to).keySet());
                if (elsewhere) {
                    moved++;
                    TrialEvent altered = with(
                            to,
                            sealed(to).keySet().iterator().next(),
                            sealed(from).values().iterator().next());
                    assertThatThrownBy(() -> sealing.open(altered, ID)).isInstanceOf(UnopenableException.class);
                }
            }
        }
        assertThat(moved).isGreaterThan(1000);
    }

    @ParameterizedTest
    @MethodSource("sealedEvents")
    void anOpenEventRefusesToBeWrittenAndItsTextTellsNothing(Drawn drawn) {
        TrialEvent event = drawn.event();
        assertThatThrownBy(() -> EventJson.write(event))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("an open value is about to be written");
        sealed(event).values().forEach(field -> assertThat(field).hasToString("Sealed[open]"));
        sealed(event).keySet().forEach(name -> assertThat(event.toString()).contains(name + "=Sealed[open]"));
    }

    @Test
    void theSameValueIsSealedDifferentlyEachTime() {
        TrialEvent event = SampleEvents.all().get(6);
        assertThat(sealing.close(event, ID)).isNotEqualTo(sealing.close(event, ID));
    }
}
