package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.store.Log;

/// The blind as a property of pages: two histories that are equal but for what is sealed give every blinded role
/// the same bytes in every page of the console. Pages come from the console's own table, so that a new one is
/// walked or fails this test.
class ConsolePagesDoNotDependOnTheArmTest {

    private static final List<Map<String, String>> PROBES = List.of(
            Map.of(),
            Map.of(
                    "item.qrs-duration", "9999",
                    "item.morphology", "paced",
                    "item.paced-capture", "biventricular",
                    "guess.arm", "CSP",
                    "modality", "ecg",
                    "doneOn", "2026-01-20",
                    "assessedOn", "2026-01-20",
                    "kept.low", "Seen twice"));

    private static House one;
    private static House other;
    private static SignedInConsole here;
    private static SignedInConsole there;
    private static RouteTable routes;

    @BeforeAll
    static void tellBoth() throws IOException {
        one = new House(false);
        other = new House(true);
        for (House house : List.of(one, other)) {
            new TwoHistories(house).tell();
            BlindedAnswersDoNotDependOnTheArmTest.caughtUp(house);
        }
        here = new SignedInConsole(one);
        there = new SignedInConsole(other);
        routes = new RouteTable(one, aRead());
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
        one.close();
        other.close();
    }

    private static String aRead() {
        return one.get("data-manager", "/api/v1/studies/HOT-CRT/reads/results")
                .json()
                .at("/reads/0/read")
                .asString();
    }

    /// Every page with its variables filled in, and then at the moments that this person's answers may name.
    private static List<String> paths(String person, boolean past) {
        List<String> paths = new ArrayList<>();
        for (String pattern : here.pages()) {
            routes.filled(pattern).forEach(path -> {
                paths.add(path);
                if (past) {
                    moments(person).forEach(moment -> paths.add(path + "?asOf=" + moment));
                }
            });
        }
        return paths;
    }

    private static List<String> moments(String person) {
        String newest = Objects.requireNonNull(
                        one.get(person, "/api/v1/studies/HOT-CRT/me").headers().get("x-record-position"))
                .getFirst();
        if (newest.startsWith("m")) {
            return List.of("m" + Long.toString(Long.parseLong(newest.substring(1), 36) / 2, 36), "20");
        }
        long size = one.bean(Log.class).size();
        assertThat(other.bean(Log.class).size()).isEqualTo(size);
        return List.of(Long.toString(size / 2), Long.toString(size - 1));
    }

    /// @return what differs, if anything; how many pages were answered goes into `answered`
    private static Optional<String> difference(String person, String path, List<String> answered) {
        House.Answer mine = here.get(person, path);
        House.Answer theirs = there.get(person, path);
        if (mine.status() == 200) {
            answered.add(path);
        }
        return mine.seen().equals(theirs.seen())
                ? Optional.empty()
                : Optional.of(person + " " + path + ": "
                        + BlindedAnswersDoNotDependOnTheArmTest.firstDifference(mine.seen(), theirs.seen()));
    }

    @Test
    void theyDifferForThoseWhoMayKnow() {
        for (String path : List.of("/unblinded/allocation", "/unblinded/crossovers", "/unblinded/subjects/01-001")) {
            assertThat(difference("statistician", path, new ArrayList<>()))
                    .as(path)
                    .isPresent();
        }
    }

    @Test
    void everyBlindedRoleIsShownTheSameBytesEverywhere() {
        List<String> differing = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        for (String person : BlindedAnswersDoNotDependOnTheArmTest.BLINDED) {
            for (String path : paths(person, true)) {
                difference(person, path, answered).ifPresent(differing::add);
            }
        }

        assertThat(differing).isEmpty();
        assertThat(answered)
                .hasSizeGreaterThan(200)
                .contains("/overview", "/subjects", "/subjects/01-001/timeline", "/reads", "/record", "/unblindings");
    }

    /// Forms that are empty, and forms that probe: what is refused is refused in the same words, beside the same
    /// fields.
    @Test
    void everyBlindedRoleIsRefusedAlikeOnEveryForm() {
        List<String> differing = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        for (String person : BlindedAnswersDoNotDependOnTheArmTest.BLINDED) {
            for (String pattern : here.forms()) {
                routes.filled(pattern)
                        .forEach(path -> PROBES.forEach(probe -> {
                            String key = new UUID(person.hashCode(), statuses.size()).toString();
                            House.Answer mine = here.post(person, path, key, probe);
                            House.Answer theirs = there.post(person, path, key, probe);
                            statuses.add(mine.status());
                            if (!mine.seen().equals(theirs.seen())) {
                                differing.add(person + " " + path + ": "
                                        + BlindedAnswersDoNotDependOnTheArmTest.firstDifference(
                                                mine.seen(), theirs.seen()));
                            }
                        }));
            }
        }

        assertThat(differing).isEmpty();
        assertThat(statuses).contains(403, 404, 422).doesNotContain(500);
    }

    @ParameterizedTest
    @EnumSource(value = PlantedInAPage.class, mode = EXCLUDE, names = "PAGE_SHOWS_HOW_LONG_THE_RECORD_IS")
    void aPageThatTellsTheArmIsSeen(PlantedInAPage leak) {
        here.plant(leak);
        there.plant(leak);
        try {
            Optional<String> seen = BlindedAnswersDoNotDependOnTheArmTest.BLINDED.stream()
                    .flatMap(person ->
                            paths(person, false).stream().map(path -> difference(person, path, new ArrayList<>())))
                    .flatMap(Optional::stream)
                    .findFirst();

            assertThat(seen).as(leak.name()).isPresent();
        } finally {
            here.plant(null);
            there.plant(null);
        }
    }
}
