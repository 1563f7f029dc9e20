package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.protocol.VerificationPlan.VerificationSample;
import org.trialbook.protocol.VerificationPlan.VerificationSample.OfEach;

class VerificationDrawsTest {
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final VerificationSample FIFTH_OF_EACH_SITE = new VerificationSample(20, OfEach.SITE);

    private static VerificationDraws registered(VerificationDraws before, String site, int from, int to) {
        VerificationDraws after = before;
        for (int number = from; number <= to; number++) {
            SubjectId subject = new SubjectId("%s-%03d".formatted(site, number));
            after = after.after(
                    new SubjectRegistered(STUDY, subject, new SiteId(site), LocalDate.of(2026, 3, 2), 1955, "female"));
        }
        return after;
    }

    private static VerificationDraws drawn(VerificationDraws before, List<SubjectId> subjects) {
        return before.after(new VerificationSampleDrawn(STUDY, "ab".repeat(32), 20, "site", subjects));
    }

    private static Map<String, Long> bySite(List<SubjectId> subjects) {
        return subjects.stream()
                .collect(Collectors.groupingBy(subject -> subject.site().value(), TreeMap::new, Collectors.counting()));
    }

    @Test
    void eachSiteHasItsPartRoundedUp() {
        VerificationDraws draws = registered(registered(VerificationDraws.NONE, "01", 1, 10), "02", 1, 11);
        List<SubjectId> drawn = draws.draw(FIFTH_OF_EACH_SITE, "seed");
        assertThat(bySite(drawn)).isEqualTo(Map.of("01", 2L, "02", 3L));
        assertThat(draws.draw(new VerificationSample(20, OfEach.STUDY), "seed")).hasSize(5);
    }

    @Test
    void anotherSeedDrawsOthersAndTheSameTheSame() {
        VerificationDraws draws = registered(VerificationDraws.NONE, "01", 1, 200);
        assertThat(draws.draw(FIFTH_OF_EACH_SITE, "a"))
                .isEqualTo(draws.draw(FIFTH_OF_EACH_SITE, "a"))
                .isSortedAccordingTo((one, other) -> one.value().compareTo(other.value()))
                .isNotEqualTo(draws.draw(FIFTH_OF_EACH_SITE, "b"));
    }

    /// Draws are recomputed for as long as there are records of them.
    @Test
    void whatASeedDrawsStaysAsItIs() {
        VerificationDraws draws = registered(VerificationDraws.NONE, "01", 1, 15);
        assertThat(draws.draw(FIFTH_OF_EACH_SITE, "c4".repeat(32)))
                .extracting(SubjectId::value)
                .containsExactly("01-006", "01-013", "01-015");
    }

    /// However often it is drawn, each subject is decided of once and the sample is as large as if it were drawn at
    /// once.
    @ParameterizedTest
    @CsvSource({"SITE, 1", "SITE, 3", "SITE, 7", "STUDY, 1", "STUDY, 4"})
    void manyDrawsComeToOneSample(OfEach ofEach, int step) {
        VerificationSample sample = new VerificationSample(20, ofEach);
        VerificationDraws draws = VerificationDraws.NONE;
        List<SubjectId> all = new ArrayList<>();
        for (int from = 1; from <= 42; from += step) {
            draws = registered(draws, "01", from, Math.min(42, from + step - 1));
            Set<SubjectId> waiting = new HashSet<>(draws.waiting());
            List<SubjectId> chosen = draws.draw(sample, "seed " + from);
            assertThat(waiting).containsAll(chosen);
            all.addAll(chosen);
            draws = drawn(draws, chosen);
            assertThat(draws.waiting()).isEmpty();
        }
        assertThat(all).doesNotHaveDuplicates().hasSize(9);
    }

    /// Over many seeds everybody is drawn about equally often: a fifth of 2,000, four standard deviations to either
    /// side.
    @Test
    void nobodyIsDrawnMoreOften() {
        VerificationDraws draws = registered(VerificationDraws.NONE, "01", 1, 20);
        Map<SubjectId, Integer> often = new HashMap<>();
        for (int seed = 0; seed < 2_000; seed++) {
            draws.draw(FIFTH_OF_EACH_SITE, "seed " + seed).forEach(subject -> often.merge(subject, 1, Integer::sum));
        }
        assertThat(often.values())
                .hasSize(20)
                .allSatisfy(times -> assertThat(times).isBetween(328, 472));
    }
}
