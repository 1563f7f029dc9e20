package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.ledger.EventLine;

/// The bitmaps find exactly the events that Axon's own criteria match one by one.
class TagIndexTest {
    private record Event(String type, Set<Tag> tags) {}

    static LongStream seeds() {
        return new Random().longs(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatTheCriteriaMatch(long seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        TagIndex index = new TagIndex();
        int size = random.nextInt(80);
        for (int position = 0; position < size; position++) {
            Event event = new Event("t.T" + random.nextInt(4), tags(random, 3));
            events.add(event);
            index.add(position, event.type(), lineTags(event));
        }
        EventCriteria criteria = criteria(random);
        EventQuery query = EventQuery.of(criteria);
        long from = random.nextInt(size + 2);

        List<Long> expected = new ArrayList<>();
        for (int position = 0; position < size; position++) {
            Event event = events.get(position);
            boolean matches = criteria.matches(new QualifiedName(event.type()), event.tags());
            assertThat(query.matches(event.type(), lineTags(event)))
                    .as("seed %d, %s on %s", seed, criteria, event)
                    .isEqualTo(matches);
            if (matches && position >= from) {
                expected.add((long) position);
            }
        }
        assertThat(TagIndex.longs(index.matching(query, from, size)))
                .as("seed %d, %s from %d", seed, criteria, from)
                .containsExactly(expected.stream().mapToLong(Long::longValue).toArray());
    }

    @Test
    void matchesEverythingWhenOnePartOfAnOrDoes() {
        // Flattened, this is only the tag.
        EventCriteria either = EventCriteria.either(EventCriteria.havingAnyTag(), EventCriteria.havingTags("a", "1"));
        assertThat(EventQuery.of(either).everything()).isTrue();
    }

    @Test
    void givesResultsThatTheCallerMayChange() {
        TagIndex index = new TagIndex();
        EventLine.Tag tag = Drafts.tag("a", "1");
        for (int position = 0; position < 4; position++) {
            index.add(position, "t.T", List.of(tag));
        }
        EventQuery query = new EventQuery(false, List.of(new EventQuery.Clause(Set.of(tag), Set.of())));
        index.matching(query, 0, 4).clear();
        assertThat(index.positionsWithTag(tag)).containsExactly(0, 1, 2, 3);
        assertThat(TagIndex.longs(index.matching(query, 2, 4))).containsExactly(2, 3);
    }

    private static EventCriteria criteria(Random random) {
        EventCriteria criteria = clause(random);
        for (int more = random.nextInt(3); more > 0; more--) {
            criteria = criteria.or(clause(random));
        }
        return criteria;
    }

    private static EventCriteria clause(Random random) {
        var tagged = EventCriteria.havingTags(tags(random, 2));
        if (random.nextBoolean()) {
            return tagged;
        }
        Set<QualifiedName> types = new HashSet<>();
        for (int more = 1 + random.nextInt(2); more > 0; more--) {
            types.add(new QualifiedName("t.T" + random.nextInt(5)));
        }
        return tagged.andBeingOneOfTypes(types);
    }

    private static Set<Tag> tags(Random random, int most) {
        Set<Tag> tags = new HashSet<>();
        for (int more = random.nextInt(most + 1); more > 0; more--) {
            tags.add(new Tag("k" + random.nextInt(2), "v" + random.nextInt(3)));
        }
        return tags;
    }

    private static List<EventLine.Tag> lineTags(Event event) {
        return event.tags().stream()
                .map(tag -> new EventLine.Tag(tag.key(), tag.value()))
                .toList();
    }
}
