package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.view.blind.leak.Leak;
import org.trialbook.view.blind.leak.Leaks;
import org.trialbook.view.comparison.ReencryptedRecord;
import org.trialbook.view.projection.IdealBlindingKey;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.TrialRecord;

/// The comparison finds every leak that is planted, and finds nothing where none is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedLeaksTest {

    /// A leak may take a pair in which the first subject's arms differ, or a request that comes round seldom.
    private static final int PAIRS = 12;
    /// Which question each pair is asked how goes round with the routes: one more of them must let no leak pass.
    private static final int MOST_PAIRS = 40;

    private static final int SUBJECTS = 5;

    private BlindedHouse house;
    private Comparison comparison;
    private Logs logs;
    private final List<String> caught = new ArrayList<>();

    @BeforeAll
    void start() {
        house = BlindedHouse.start();
        comparison = new Comparison(house);
        logs = Logs.taken();
    }

    @AfterAll
    void stop() throws IOException {
        logs.close();
        house.close();
        caught.addFirst("%d of %d planted leaks caught"
                .formatted(caught.size(), Leaks.all().size()));
        Files.write(Path.of("target", "planted-leaks.txt"), caught);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void isCaught(String name) {
        Leak leak = named(name);

        Optional<String> found = firstFound(leak);

        assertThat(found).as("%s: %s", name, leak.imitates()).isPresent();
        caught.add("%s (%s): %s"
                .formatted(name, leak.imitates(), found.orElseThrow().replace('\n', ' ')));
    }

    /// Whomever the protocol blinds, of whatever kind: a sealed result reaches none of them unnoticed.
    @ParameterizedTest(name = "{1} under {0}")
    @MethodSource("ofResults")
    void ofASealedResultIsCaughtUnderEachKindOfBlinding(KindOfBlinding blinding, String name) {
        assertThat(firstFound(named(name), blinding)).as(name).isPresent();
    }

    static Stream<Arguments> ofResults() {
        return Stream.of(KindOfBlinding.values())
                .flatMap(kind -> Leaks.ofResults().stream().map(leak -> Arguments.of(kind, leak.name())));
    }

    private static Leak named(String name) {
        return Leaks.all().stream()
                .filter(planted -> planted.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Stream<String> names() {
        return Leaks.all().stream().map(Leak::name);
    }

    /// Most of what is recorded wrongly is seen as such, and not only as a hash that differs: the walk does reach what
    /// each history holds.
    @Test
    void whatIsRecordedWronglyIsSeenInSoManyWords() {
        Leak leak = Leaks.all().getFirst();

        assertThat(firstFound(
                        leak,
                        leak.blinding(),
                        found -> found.contains(" GET /")
                                && found.contains("allocated to CSP")
                                && found.contains("allocated to BVP")))
                .isPresent();
    }

    @Test
    void nothingIsCaughtWhereNothingIsPlanted() {
        Leak nothing = new Leak() {
            @Override
            public String imitates() {
                return "nothing";
            }
        };
        assertThat(firstFound(nothing, nothing.blinding(), found -> true, PAIRS))
                .isEmpty();
    }

    /// A leak that stands in no list would never be looked for.
    @Test
    void everyFileOfTheirPackageIsAmongThem() {
        assertThat(Leaks.all().stream().map(leak -> leak.getClass().getSimpleName() + ".java"))
                .hasSizeGreaterThanOrEqualTo(80)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(files());
    }

    private static List<String> files() {
        Path directory = Path.of("src", "test", "java", "org", "trialbook", "view", "blind", "leak");
        List<String> around = List.of(
                "Leak.java",
                "Leaks.java",
                "Arms.java",
                "Answering.java",
                "AnswerLeak.java",
                "Metered.java",
                "package-info.java");
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !around.contains(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> firstFound(Leak leak) {
        return firstFound(leak, leak.blinding());
    }

    private Optional<String> firstFound(Leak leak, KindOfBlinding blinding) {
        return firstFound(leak, blinding, found -> true);
    }

    private Optional<String> firstFound(Leak leak, KindOfBlinding blinding, Predicate<String> wanted) {
        return firstFound(leak, blinding, wanted, MOST_PAIRS);
    }

    private Optional<String> firstFound(Leak leak, KindOfBlinding blinding, Predicate<String> wanted, int pairs) {
        house.planting().plant(leak);
        try {
            for (long seed = 0; seed < pairs; seed++) {
                if (leak.differing() != GeneratedTrial.Differing.SEALED && GeneratedTrial.unblinded(seed)) {
                    continue;
                }
                GeneratedTrial.Pair pair = GeneratedTrial.pair(seed, SUBJECTS, leak.differing(), blinding);
                try (History one = told(leak, pair.one(), UnaryOperator.identity());
                        History other = told(leak, pair.other(), ReencryptedRecord::new)) {
                    Optional<String> found = comparison.difference(one, other, blinding.people(leak.differing()), seed);
                    if (found.filter(wanted).isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        } finally {
            house.planting().plant(null);
        }
    }

    private History told(Leak leak, List<Deed> deeds, UnaryOperator<TrialRecord> seen) {
        Story story = Scribe.write(leak.record(deeds), leak.seal(new IdealBlindingKey()), leak::write);
        return house.open(story, deeds, seen);
    }
}
