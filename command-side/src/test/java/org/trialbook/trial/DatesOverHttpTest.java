package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.trial.TrialServer.Answer;

/// Every day that any endpoint takes, with what is no day, and with days on which nothing can have happened.
@ExtendWith(SharedServer.class)
class DatesOverHttpTest {

    private static final List<Object> NO_DAYS = List.of(
            List.of(2026, 11, 28),
            20260608,
            20_500,
            1.5,
            true,
            Map.of("year", 2026),
            "",
            "28.11.2026",
            "2026-02-30",
            "2026-3-2",
            "20260302",
            "2026-11-28T23:30:00Z",
            "2026-11-28T23:30:00+13:00[Pacific/Auckland]",
            "-0044-03-15",
            "+999999999-12-31",
            "+2026-11-28",
            "12026-11-28");

    private static final List<String> NOT_THEN =
            List.of("0000-01-01", "0001-01-01", "1900-01-01", "2199-01-01", "9999-12-31");

    @TestFactory
    List<DynamicTest> everyDayOfEveryEndpoint(Trial trial) {
        List<DynamicTest> tests = new ArrayList<>();
        for (ActExample<?, ?> row : ActExamples.all()) {
            ActEndpoints.fields(row.name()).stream()
                    .filter(field -> field.type() == LocalDate.class)
                    .forEach(field -> tests.add(DynamicTest.dynamicTest(
                            row.name() + " " + field.name(), () -> refused(trial, row, field.name()))));
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(9);
        return tests;
    }

    private static void refused(Trial trial, ActExample<?, ?> row, String field) {
        TrialServer server = trial.server();
        String path = row.path(row.target(trial));
        Map<String, Object> body = row.body(trial);
        long before = server.log().size();
        for (Object no : NO_DAYS) {
            Answer answer = server.act(row.person(), path, ActExample.changed(body, field, no));
            assertThat(answer.status() + " " + answer.problem())
                    .as("%s: %s", no, answer.body())
                    .isEqualTo("400 wrong-type");
            assertThat(answer.json().path("detail").asString())
                    .contains("'" + field + "'")
                    .contains("such as 2026-03-02");
        }
        for (String then : NOT_THEN) {
            Answer answer = server.act(row.person(), path, ActExample.changed(body, field, then));
            assertThat(answer.status()).as("%s: %s", then, answer.body()).isEqualTo(422);
            assertThat(answer.problem()).isEqualTo(then.compareTo("2100") > 0 ? "in-the-future" : "too-long-ago");
            assertThat(answer.json().path("detail").asString()).isNotBlank();
        }
        assertThat(server.log().size()).isEqualTo(before);
    }

    /// Dates among the answers of a form.
    @Test
    void aDateAmongTheAnswersIsOneOfTheFormsPast(Trial trial) {
        String subject = trial.implanted("01");
        for (String no : NO_DAYS.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList()) {
            assertThat(problem(trial, subject, no)).as(no).contains("not-a-date");
        }
        assertThat(problem(trial, subject, "1899-12-31")).contains("out-of-range", "1900-01-01");
        assertThat(problem(trial, subject, "0001-01-01")).contains("out-of-range");
        assertThat(problem(trial, subject, "2199-01-01")).contains("in-the-future");
        assertThat(clinical(trial, subject, "1974-06-30").status()).isEqualTo(201);
    }

    private static String problem(Trial trial, String subject, String date) {
        Answer answer = clinical(trial, subject, date);
        assertThat(answer.status() + " " + answer.problem()).as(date).isEqualTo("422 invalid-answers");
        return answer.json().path("evidence").path("admission-date").asString("");
    }

    private static Answer clinical(Trial trial, String subject, String date) {
        Map<String, Object> values = Map.of(
                "weight", Trial.json("80", "kg"),
                "systolic-pressure", Trial.json("120", "mm[Hg]"),
                "diastolic-pressure", Trial.json("80", "mm[Hg]"),
                "heart-failure-admission", Trial.json("true", null),
                "admission-date", Trial.json(date, null));
        return trial.server()
                .act(
                        "investigator@01",
                        subject + "/acts/record-assessment",
                        Map.of("visit", "month-3", "form", "clinical", "assessedOn", "2026-06-08", "values", values));
    }

    @Test
    void aSiteAheadOfUtcEntersItsOwnDayAndBerlinNotTomorrow(Trial trial) {
        TrialServer server = trial.server();
        server.recorded(
                "data-manager",
                "/acts/open-site",
                Map.of("site", "31", "name", "Auckland", "zone", "Pacific/Auckland"));
        Instant evening = Instant.parse("2026-11-28T12:30:00Z");
        Map<String, Object> body = Map.of("registeredOn", "2026-11-29", "birthYear", 1955, "sex", "male");

        assertThat(server.actAt(evening, "coordinator@31", "/sites/31/acts/register-subject", body)
                        .status())
                .isEqualTo(201);
        for (String occurredAt : Arrays.asList(null, "2026-11-29T01:30:00+13:00[Pacific/Auckland]")) {
            Answer berlin = server.actAt(
                    evening,
                    "coordinator@01",
                    "/sites/01/acts/register-subject",
                    occurredAt == null ? body : ActExample.changed(body, "occurredAt", occurredAt));
            assertThat(berlin.status() + " " + berlin.problem()).isEqualTo("422 in-the-future");
            assertThat(berlin.json().path("evidence").path("today").asString()).isEqualTo("2026-11-28");
        }
    }
}
