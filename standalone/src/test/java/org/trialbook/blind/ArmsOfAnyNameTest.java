package org.trialbook.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.view.blind.leak.Leak;
import org.trialbook.view.blind.leak.Leaks;
import org.trialbook.view.projection.Story;

/// `verify --blind --blinding-key` finds an arm that is shown, whatever the arms are called, and finds none where none
/// is: also where the code is a letter, or a choice of an item.
class ArmsOfAnyNameTest {

    private static final Set<String> SHOWING = Set.of(
            "stratum-names-the-arm",
            "reason-text-names-the-arm",
            "recipient-is-told-in-clear",
            "media-reference-names-the-arm");

    @TempDir
    private static Path directory;

    static Stream<Arguments> arms() {
        return Stream.of(
                Arguments.of("CSP", "BVP"),
                Arguments.of("A", "B"),
                Arguments.of("I", "II"),
                Arguments.of("DRUG-A", "DRUG-B"),
                // A word of the interface, and an item's choice.
                Arguments.of("DONE", "IV"));
    }

    private static List<String> findings(String one, String other, Leak leak) {
        Path key = directory.resolve("blinding.key");
        Story record = SealedLog.of(4, key, leak, new RenamedArms(one, other)).story();
        return BlindComparison.of(record, Story.STUDY, BlindingKeystore.open(key, new java.security.SecureRandom()))
                .findings();
    }

    @ParameterizedTest
    @MethodSource("arms")
    void nothingIsFoundInAnHonestRecord(String one, String other) {
        assertThat(findings(one, other, new Leak() {
                    @Override
                    public String imitates() {
                        return "nothing";
                    }
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("arms")
    void anArmThatIsShownIsFound(String one, String other) {
        List<String> missed = new ArrayList<>();
        for (Leak leak : Leaks.all()) {
            if (SHOWING.contains(leak.name())
                    && findings(one, other, leak).stream()
                            .noneMatch(found -> found.startsWith("shows what is sealed"))) {
                missed.add(leak.name());
            }
        }
        assertThat(missed).isEmpty();
    }
}
