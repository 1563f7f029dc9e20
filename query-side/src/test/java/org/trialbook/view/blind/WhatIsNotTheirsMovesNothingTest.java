package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.blind.leak.Leak;

/// Site staff and readers count their own events only. So, of two histories that differ in number and dates of acts
/// that are not theirs to know of, they are told the same to the byte: no position, no moment and no link gives the
/// gaps away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIsNotTheirsMovesNothingTest {

    private static final int PAIRS = Integer.getInteger("trialbook.pairs-of-other-acts", 8);
    private static final int SUBJECTS = 4;
    private static final List<String> COUNTING_FOR_THEMSELVES =
            List.of("coordinator@01", "coordinator@02", "reader-1", "reader-3");
    private static final SiteId FIRST = new SiteId("01");

    private BlindedHouse house;
    private AskedOfAll asked;
    private Logs logs;

    @BeforeAll
    void start() {
        house = BlindedHouse.start();
        // After the start, which sets up logging anew.
        logs = Logs.taken();
        asked = new AskedOfAll(house);
    }

    @AfterAll
    void stop() {
        logs.close();
        house.close();
    }

    @Test
    void howManyActsWereWithheldAndWhenIsNothingThatTheBlindedOfASiteOrAReaderCanSee() {
        assertThat(differences(COUNTING_FOR_THEMSELVES, WhatIsNotTheirsMovesNothingTest::withheldAnywhere))
                .isEmpty();
    }

    @Test
    void whatIsWithheldAtOneSiteIsNothingThatUnblindedStaffOfAnotherCanSee() {
        assertThat(differences(
                        List.of("investigator@02", "implanter@02"),
                        WhatIsNotTheirsMovesNothingTest::withheldAtTheFirst))
                .isEmpty();
    }

    /// From its registration on a read is the core lab's: who read it, when, how often, and what was measured.
    @Test
    void whatReadersSubmittedIsNothingThatSiteStaffCanSee() {
        assertThat(differences(
                        List.of("coordinator@01", "investigator@01", "implanter@02"),
                        WhatIsNotTheirsMovesNothingTest::readOtherwise))
                .isEmpty();
    }

    /// The comparison bites: an answer that says how many events there are is found out.
    @Test
    void theSizeOfTheRecordInAHeaderIsFoundOut() {
        house.planting().plant(new Leak() {
            @Override
            public String imitates() {
                return "a header for those who support the server";
            }

            @Override
            public void answer(
                    jakarta.servlet.http.HttpServletRequest request,
                    jakarta.servlet.http.HttpServletResponse response,
                    jakarta.servlet.FilterChain chain,
                    History history)
                    throws java.io.IOException, jakarta.servlet.ServletException {
                response.setHeader("X-Log", "" + history.record().size());
                chain.doFilter(request, response);
            }
        });
        try {
            assertThat(differences(List.of("coordinator@01"), WhatIsNotTheirsMovesNothingTest::withheldAnywhere))
                    .hasSizeGreaterThan(PAIRS / 2);
        } finally {
            house.planting().plant(null);
        }
    }

    private interface Varied {
        List<Deed> of(List<Deed> deeds, RandomGenerator random);
    }

    private static List<Deed> withheldAnywhere(List<Deed> deeds, RandomGenerator random) {
        return OtherActs.of(
                deeds,
                random,
                event -> !BlindingPolicy.toBlinded(event),
                seen -> OtherActs.withheld(seen, random, any -> true));
    }

    private static List<Deed> withheldAtTheFirst(List<Deed> deeds, RandomGenerator random) {
        return OtherActs.of(
                deeds,
                random,
                event -> event instanceof StudyEvent.AllocationAccessed
                        || (!BlindingPolicy.toBlinded(event)
                                && event.aboutSite().filter(FIRST::equals).isPresent()),
                seen -> OtherActs.withheld(
                        seen, random, subject -> subject.site().equals(FIRST)));
    }

    private static List<Deed> readOtherwise(List<Deed> deeds, RandomGenerator random) {
        return OtherActs.of(
                deeds,
                random,
                WhatIsNotTheirsMovesNothingTest::ofTheCoreLab,
                seen -> OtherActs.ofTheCoreLab(seen, random));
    }

    /// A site registers its recordings, and takes them back.
    private static boolean ofTheCoreLab(TrialEvent event) {
        return event instanceof ReadingEvent
                && !(event instanceof ReadingEvent.ReadRegistered)
                && !(event instanceof ReadingEvent.RecordingTakenBack);
    }

    private List<String> differences(List<String> people, Varied varied) {
        List<String> differences = new ArrayList<>();
        long before = asked.answered();
        for (long seed = 0; seed < PAIRS; seed++) {
            // Once the study is unblinded, site staff may ask how many events there are.
            long told = seed + seed / 5;
            assertThat(GeneratedTrial.unblinded(told)).isFalse();
            List<Deed> deeds = GeneratedTrial.pair(told, SUBJECTS).one();
            List<Deed> others = varied.of(deeds, Secrets.generator(97 * told + 5));
            assertThat(others).as("seed " + told).isNotEqualTo(deeds);
            try (History one = house.open(deeds, UnaryOperator.identity());
                    History other = house.open(GeneratedTrial.story(others), deeds, UnaryOperator.identity())) {
                for (String person : people) {
                    Optional<String> found = asked.difference(person, one, other);
                    found.ifPresent(difference -> differences.add("seed " + told + ", " + difference));
                }
            }
        }
        assertThat(asked.answered() - before).isGreaterThan(100L * PAIRS);
        return differences;
    }
}
