package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.access.Role;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.Story;
import org.trialbook.view.unblinded.OpenedEvents;

/// The generator tells everything that can be told, and its pairs differ in what is sealed and in nothing else.
class GeneratedPairsTest {

    private static final int SUBJECTS = 8;

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    /// A new event type fails here until the generator tells it.
    @Test
    void everyEventTypeOccurs() {
        Set<Class<?>> told = new HashSet<>();
        seeds().forEach(seed -> GeneratedTrial.pair(seed, SUBJECTS)
                .one()
                .forEach(deed -> told.add(deed.event().getClass())));

        assertThat(told).containsAll(EventTypes.all().keySet());
    }

    @Test
    void everyRoleActs() {
        Set<Role> acting = EnumSet.noneOf(Role.class);
        LongStream.range(0, 40)
                .forEach(seed -> GeneratedTrial.pair(seed, SUBJECTS)
                        .one()
                        .forEach(deed ->
                                acting.add(Role.named(deed.actor().role()).orElseThrow())));

        assertThat(acting).containsExactlyInAnyOrder(Role.values());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sealedTheyAreEqualToTheByteAndOpenedTheyDiffer(long seed) {
        GeneratedTrial.Pair pair = GeneratedTrial.pair(seed, SUBJECTS);
        Story one = GeneratedTrial.story(pair.one());
        Story other = GeneratedTrial.story(pair.other());

        assertThat(one.size()).isEqualTo(other.size()).isGreaterThan(80);
        for (long position = 0; position < one.size(); position++) {
            assertThat(Arrays.equals(
                            one.line(position).format(), other.line(position).format()))
                    .as("position %d of seed %d", position, seed)
                    .isTrue();
        }
        assertThat(opened(one)).isNotEqualTo(opened(other));
        // Where the arms are told in the end, they are the same; or the histories would differ in the open.
        assertThat(arms(pair.one()).equals(arms(pair.other()))).isEqualTo(GeneratedTrial.unblinded(seed));
    }

    /// With an even seed everybody has the other arm.
    @Test
    void armsAreSwappedOrDrawnAnew() {
        GeneratedTrial.Pair swapped = GeneratedTrial.pair(4, SUBJECTS);

        for (int i = 0; i < arms(swapped.one()).size(); i++) {
            assertThat(arms(swapped.one()).get(i))
                    .isNotEqualTo(arms(swapped.other()).get(i));
        }
    }

    private static List<TrialEvent> opened(Story story) {
        OpenedEvents unsealing = new OpenedEvents(story.key());
        return java.util.stream.StreamSupport.stream(
                        story.events(0, story.size(), unsealing).spliterator(), false)
                .map(event -> event.event())
                .collect(Collectors.toList());
    }

    private static List<String> arms(List<Deed> deeds) {
        return deeds.stream()
                .map(Deed::event)
                .filter(SubjectRandomized.class::isInstance)
                .map(event -> ((SubjectRandomized) event).arm().opened().value())
                .toList();
    }
}
