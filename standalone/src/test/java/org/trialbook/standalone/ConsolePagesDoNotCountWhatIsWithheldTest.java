package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trialbook.store.Log;

/// Two houses that differ in what is withheld: at the first site of one there were second attempts, crossovers,
/// and looks at treatments besides. Their consoles give site staff and readers the same pages, but for what is
/// drawn at random.
class ConsolePagesDoNotCountWhatIsWithheldTest {

    private static final List<String> PEOPLE =
            List.of("coordinator@01", "coordinator@02", "investigator@02", "reader-1", "reader-3");
    private static final Pattern READ = Pattern.compile("R-[0-9A-Z]{8}");

    private static House quiet;
    private static House busy;
    private static SignedInConsole here;
    private static SignedInConsole there;
    private static final List<List<String>> PATHS = new ArrayList<>();
    private static final List<List<String>> READS = new ArrayList<>();

    @BeforeAll
    static void tellBoth() throws IOException {
        quiet = new House(false);
        busy = new House(false);
        here = new SignedInConsole(quiet);
        there = new SignedInConsole(busy);
        for (House house : List.of(quiet, busy)) {
            WithheldActsMoveNothingTest.Told told = new WithheldActsMoveNothingTest.Told(house);
            told.tell(house == busy);
            READS.add(told.reads());
            RouteTable routes = new RouteTable(house, told.reads().getFirst());
            PATHS.add(here.pages().stream().flatMap(routes::filled).toList());
        }
        assertThat(busy.bean(Log.class).size())
                .isGreaterThan(quiet.bean(Log.class).size() + 8);
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
        quiet.close();
        busy.close();
    }

    private static String moment(String person) {
        return Objects.requireNonNull(quiet.get(person, "/api/v1/studies/HOT-CRT/me")
                        .headers()
                        .get("x-record-position"))
                .getFirst();
    }

    /// @return how many pages were answered goes into `answered`; what differs, if anything
    private static List<String> differing(List<String> answered) {
        List<String> differing = new ArrayList<>();
        for (String person : PEOPLE) {
            String newest = moment(person);
            String earlier = "m" + Long.toString(Long.parseLong(newest.substring(1), 36) / 2, 36);
            for (int i = 0; i < PATHS.getFirst().size(); i++) {
                for (String at : List.of("", "?asOf=" + earlier)) {
                    difference(person, i, at, answered).ifPresent(differing::add);
                }
            }
        }
        return differing;
    }

    private static Optional<String> difference(String person, int path, String at, List<String> answered) {
        House.Answer mine = here.get(person, PATHS.getFirst().get(path) + at);
        House.Answer theirs = there.get(person, PATHS.getLast().get(path) + at);
        if (mine.status() == 200) {
            answered.add(PATHS.getFirst().get(path));
        }
        String one = told(mine, READS.getFirst());
        String other = told(theirs, READS.getLast());
        return one.equals(other)
                ? Optional.empty()
                : Optional.of(person + " " + PATHS.getFirst().get(path) + at + ": "
                        + BlindedAnswersDoNotDependOnTheArmTest.firstDifference(one, other));
    }

    /// Codes of reads and hashes are drawn for each event.
    private static String told(House.Answer answer, List<String> reads) {
        Map<String, String> codes = new TreeMap<>();
        reads.forEach(read -> codes.put(read, "read " + codes.size()));
        return READ.matcher(answer.seen())
                .replaceAll(read -> codes.getOrDefault(read.group(), "another read"))
                .replaceAll("[A-Za-z0-9+/]{43}=", "hash");
    }

    @Test
    void whoeverIsToldNoPositionsIsShownTheSamePages() {
        List<String> answered = new ArrayList<>();
        assertThat(differing(answered)).isEmpty();
        assertThat(answered)
                .hasSizeGreaterThan(60)
                .contains("/overview", "/subjects", "/subjects/01-001/timeline", "/reads", "/unblindings");
    }

    @Test
    void aPageThatShowsHowLongTheRecordIsIsSeen() {
        List.of(here, there).forEach(console -> console.plant(PlantedInAPage.PAGE_SHOWS_HOW_LONG_THE_RECORD_IS));
        try {
            assertThat(differing(new ArrayList<>())).isNotEmpty();
        } finally {
            List.of(here, there).forEach(console -> console.plant(null));
        }
    }
}
