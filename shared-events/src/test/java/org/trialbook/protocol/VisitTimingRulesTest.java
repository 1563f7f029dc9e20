package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Visits that repeat, that nobody plans, and what they are counted from and ended by, as a protocol's file says it.
class VisitTimingRulesTest {

    private static final String CYCLE =
            "{code: cycle, label: Cycle, anchor: randomization, day: 0, before: 2, after: 3,"
                    + " forms: [ecg], reads: [ecg], repeats: {every: 21, until: {visits: 12}}}";

    @Test
    void aVisitThatRepeatsIsPlannedByItsNumbers() {
        Protocol protocol = read(CYCLE);
        List<Visit> cycles = protocol.schedule().stream()
                .filter(visit -> visit.code().startsWith("cycle"))
                .toList();
        assertThat(cycles).hasSize(12);
        assertThat(cycles.get(2))
                .isEqualTo(new Visit("cycle.3", "Cycle 3", "randomization", 42, 2, 3, List.of("ecg"), List.of("ecg")));
        assertThat(protocol.visit("cycle.3")).contains(cycles.get(2));
    }

    /// Nobody records a cycle without its number, one that is not planned, or one by another spelling of its number.
    @ParameterizedTest
    @ValueSource(strings = {"cycle", "cycle.0", "cycle.13", "cycle.03", "cycle.", "cycle.1.1", "month-3.1", ".1"})
    void nothingElseIsOneOfThem(String code) {
        assertThat(read(CYCLE).visit(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 21, 62, 3", "0, 21, 63, 4", "7, 21, 27, 1", "7, 21, 28, 2", "1, 1, 200, 200"})
    void theLastDayIsCountedAsTheVisitsOwnDayIs(int day, int every, int last, int count) {
        Protocol protocol =
                read("{code: cycle, label: C, anchor: randomize, day: %d, before: 0, after: 0,".formatted(day)
                        + " repeats: {every: %d, until: {day: %d}}}".formatted(every, last));
        assertThat(protocol.defined("cycle").orElseThrow().planned()).hasSize(count);
    }

    @Test
    void anUnscheduledVisitIsPlannedByNobodyAndRecordedUnderAnyNumber() {
        Protocol protocol =
                read("{code: extra, label: Extra, anchor: null, day: 0, before: 0, after: 0, unscheduled: true}");
        assertThat(protocol.schedule()).noneMatch(visit -> visit.code().startsWith("extra"));
        assertThat(protocol.visit("extra.1")).map(Visit::label).contains("Extra 1");
        assertThat(protocol.visit("extra.999")).isPresent();
        assertThat(protocol.visit("extra.1000")).isEmpty();
        assertThat(protocol.visit("extra")).isEmpty();
        assertThat(protocol.visitCodes()).contains("extra.1 …");
    }

    @Test
    void aFormOfOneOfThemIsFoundByItsNumber() {
        assertThat(read(CYCLE).visitCodes()).contains("cycle.1", "cycle.12").doesNotContain("cycle", "cycle.13");
    }

    /// Whatever comes of a visit in later versions, what was recorded of it has its place.
    @Test
    void whatWasRecordedUnderANumberIsKnownHoweverManyThereAreNow() {
        ProtocolHistory history =
                ProtocolHistory.NONE.and(read(CYCLE)).and(read(CYCLE.replace("visits: 12", "visits: 2")));
        assertThat(history.visit("cycle.7")).map(Visit::day).contains(126);
        ProtocolHistory once = ProtocolHistory.NONE.and(read(CYCLE)).and(read(""));
        assertThat(once.visit("cycle.7")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enrolment",
                "sign-consent",
                "register-subject",
                "confirm-eligibility",
                "randomize",
                "record-implant-attempt",
                "month-3",
                "cycle.2",
                "body/measured-on"
            })
    void aVisitIsCountedFromAnActAVisitOrADate(String anchor) {
        assertThat(problems(CYCLE, later("anchor: " + anchor))).isEmpty();
        assertThat(problems(CYCLE, later("anchor: randomize, ends: [%s]".formatted(anchor))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "monht-3, known-anchor",
        "withdrawal, known-anchor",
        "body/weight, known-anchor",
        "body/nothing, known-anchor",
        "cycle.13, known-anchor",
        "device/programmed-on, sealed-occasion",
        "request-crossover, withheld-occasion",
        "record-implant-attempt:success, withheld-occasion",
        "later, anchor-cycle"
    })
    void whatHasNoDayOrMustNotBeToldIsNoAnchor(String anchor, String rule) {
        assertThat(problems(CYCLE, later("anchor: " + anchor)))
                .extracting(Problem::path, Problem::rule)
                .contains(tuple("visits[7].anchor", rule));
    }

    @Test
    void whatMustNotBeToldEndsNoVisits() {
        assertThat(problems(CYCLE, later("anchor: randomize, ends: [device/programmed-on, nothing]")))
                .extracting(Problem::rule)
                .containsExactly("sealed-occasion", "known-end");
    }

    @Test
    void twoVisitsAreNotCountedFromEachOther() {
        String one = "{code: one, label: One, anchor: two, day: 1, before: 0, after: 0}";
        String two = "{code: two, label: Two, anchor: one, day: 1, before: 0, after: 0}";
        assertThat(problems(one, two)).extracting(Problem::rule).containsExactly("anchor-cycle", "anchor-cycle");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anchor: null, repeats: {every: 21, until: {visits: 3}} | repeats-from",
                "anchor: randomize, repeats: {every: 0, until: {visits: 3}} | positive",
                "anchor: randomize, repeats: {every: 21, until: {}} | until-one",
                "anchor: randomize, repeats: {every: 21, until: {visits: 3, day: 90}} | until-one",
                "anchor: randomize, repeats: {every: 21, until: {visits: 0}} | repeats-count",
                "anchor: randomize, repeats: {every: 1, until: {visits: 201}} | repeats-count",
                "anchor: randomize, unscheduled: true | unscheduled-is-free",
                "anchor: null, unscheduled: true, ends: [month-3] | unscheduled-is-free"
            })
    void whatCannotBePlannedIsNoSchedule(String said, String rule) {
        assertThat(problems(CYCLE, later(said))).extracting(Problem::rule).containsExactly(rule);
    }

    private static String later(String said) {
        return "{code: later, label: Later, day: 0, before: 0, after: 0, %s}".formatted(said);
    }

    private static List<Problem> problems(String... visits) {
        InvalidProtocolException refused = catchThrowableOfType(InvalidProtocolException.class, () -> read(visits));
        return refused == null ? List.of() : refused.problems();
    }

    /// HOT-CRT with further visits, and a date on a form that tells the arm and on one that does not.
    private static Protocol read(String... visits) {
        StringBuilder further = new StringBuilder();
        for (String visit : visits) {
            if (!visit.isEmpty()) {
                further.append("  - ").append(visit).append("\n");
            }
        }
        return ProtocolFile.read("p.yaml", HOT_CRT.replace("\nforms:\n", further + "\nforms:\n"));
    }

    private static final String HOT_CRT = hotCrt();

    private static String hotCrt() {
        try {
            return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"))
                    .replaceFirst(
                            "(?s)(- code: body\\b.*?items:\\n)",
                            "$1      - {code: measured-on, label: Measured on, type: date, required: true}\n")
                    .replaceFirst(
                            "(?s)(- code: device\\b.*?items:\\n)",
                            "$1      - {code: programmed-on, label: Programmed on, type: date, required: true}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
