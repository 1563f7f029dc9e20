package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Stored.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.store.TestDatabase;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.projection.DocumentsInMemory.Without;

/// Two who store the views of one group, each with a lease for as long as it is awake, and somebody who starts on
/// what they stored: in 1,000 drawn orders of their commands no event is lost, progress never goes back and no
/// view grows older. The property `seed` draws others.
class TwoWritersOfStoredViewsTest {

    private static final long FIRST = Long.getLong("seed", 15);
    private static final int INTERLEAVINGS = 1_000;
    private static final int ON_A_DATABASE = 30;
    private static final int ROUNDS = 25;

    private final Story story = GeneratedTrial.story(7, 5);
    private final ProjectionGroup group = group(1);
    private final List<Picture> pictures = pictures();

    private List<Picture> pictures() {
        story.leafHash(story.size() - 1);
        List<Picture> all = new ArrayList<>(List.of(Picture.NONE));
        Views views = new Views(group, story, java.time.Clock.systemUTC());
        while (all.size() <= story.size()) {
            all.add(views.from(all.getLast(), all.size()));
        }
        return all;
    }

    /// A process folds what it has read, which may be less than others have.
    private void write(String node, ViewDocuments documents, Interleaving turns, long seed) {
        Random chance = new Random(seed);
        LeasedViews views = in(documents, group, story, node, turns.nanos);
        int size = 0;
        for (int round = 0; round < ROUNDS; round++) {
            size = Math.min(pictures.size() - 1, size + chance.nextInt(2 * pictures.size() / ROUNDS));
            views.keep(pictures.get(size));
            // Now and then, and not all the time: another's turn.
            documents.progress("nobody's");
        }
    }

    private void start(ViewDocuments documents, Interleaving turns, Set<String> spoilt) {
        for (int start = 0; start < 3; start++) {
            Picture restored = restored(in(documents, group, story, "reader", turns.nanos), group, story);
            if (!isWhatTheFoldSays(restored)) {
                spoilt.add("an event was lost by who started on stored views");
            }
        }
    }

    private boolean isWhatTheFoldSays(Picture picture) {
        Picture folded = pictures.get(Math.toIntExact(picture.size()));
        return group.kept().stream()
                .allMatch(projection -> versioned(picture, projection).equals(versioned(folded, projection)));
    }

    /// @return what was done that none may do
    private Set<String> spoiltBy(long seed, ViewDocuments documents, DocumentsInMemory watched) {
        Interleaving turns = new Interleaving(seed);
        Set<String> spoilt = new TreeSet<>();
        turns.add(documents, own -> write("a", own, turns, 31 * seed));
        turns.add(documents, own -> write("b", own, turns, 31 * seed + 1));
        turns.add(documents, own -> start(own, turns, spoilt));
        turns.run();
        spoilt.addAll(watched.spoilt);
        if (watched.spoilt.isEmpty()) {
            finish(documents, turns, spoilt);
        }
        return spoilt;
    }

    private void finish(ViewDocuments documents, Interleaving turns, Set<String> spoilt) {
        LeasedViews last = in(documents, group, story, "c", turns.nanos);
        last.keep(Picture.NONE);
        turns.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        last.keep(pictures.getLast());
        Picture restored = restored(last, group, story);
        if (restored.size() != story.size() || !isWhatTheFoldSays(restored)) {
            spoilt.add("an event was lost in the end");
        }
    }

    private static LongStream seeds(int count) {
        return LongStream.range(FIRST, FIRST + count);
    }

    @Test
    void spoilNothingInAnyOrderOfTheirCommands() {
        long takenOver = seeds(INTERLEAVINGS)
                .filter(seed -> {
                    DocumentsInMemory documents = new DocumentsInMemory();
                    assertThat(spoiltBy(seed, documents, documents))
                            .as("seed %d", seed)
                            .isEmpty();
                    return documents.progress(group.key()).orElseThrow().fence() > 2;
                })
                .count();
        // Else nobody slept for long enough.
        assertThat(takenOver).isGreaterThan(INTERLEAVINGS / 4);
    }

    /// A database and the stand-in are told the same, and must say the same.
    @Test
    void spoilNothingInADatabase() {
        try (TestDatabase place = TestDatabase.open()) {
            seeds(ON_A_DATABASE).forEach(seed -> {
                place.database().drop();
                DocumentsInMemory beside = new DocumentsInMemory();
                ViewDocuments both = new Both(new ViewDatabase(place.database()), beside);
                assertThat(spoiltBy(seed, both, beside)).as("seed %d", seed).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void aStoreThatForgetsAConditionIsFoundOut(Without without) {
        assertThat(seeds(INTERLEAVINGS)
                        .mapToObj(seed -> {
                            DocumentsInMemory documents = new DocumentsInMemory(without);
                            return spoiltBy(seed, documents, documents);
                        })
                        .anyMatch(spoilt -> !spoilt.isEmpty()))
                .isTrue();
    }

    private record Both(ViewDocuments one, ViewDocuments other) implements ViewDocuments {
        private static <T> T same(T one, T other) {
            assertThat(one).isEqualTo(other);
            return one;
        }

        @Override
        public Optional<Progress> progress(String group) {
            return same(one.progress(group), other.progress(group));
        }

        @Override
        public boolean replace(String group, Progress seen, Progress next) {
            return same(one.replace(group, seen, next), other.replace(group, seen, next));
        }

        @Override
        public void write(String collection, Collection<StoredView> views, long fence) {
            one.write(collection, views, fence);
            other.write(collection, views, fence);
        }

        @Override
        public List<StoredView> all(String collection) {
            return same(inOrder(one.all(collection)), inOrder(other.all(collection)));
        }

        private static List<StoredView> inOrder(List<StoredView> views) {
            return views.stream()
                    .sorted(java.util.Comparator.comparing(StoredView::id))
                    .toList();
        }

        @Override
        public void drop(String collection) {
            one.drop(collection);
            other.drop(collection);
        }
    }
}
