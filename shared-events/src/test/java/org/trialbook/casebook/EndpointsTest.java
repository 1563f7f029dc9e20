package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.casebook.Endpoints.Computed;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.Seals;

/// Endpoints of one subject, each computed by hand.
class EndpointsTest {

    private static final String DEFINED = """

            endpoints:
              - {code: d-lvesv, label: Change of the volume, kind: change, form: echo, item: lvesv, from: pre-implant, to: month-6}
              - {code: r-lvesv, label: The same in percent, kind: change, form: echo, item: lvesv, from: pre-implant, to: month-6, relative: true}
              - {code: responder, label: Smaller by 15 %, kind: responder, of: [r-lvesv], at-most: -15}
              - {code: d-kccq, label: Change of the score, kind: change, form: kccq-12, score: summary, from: pre-implant, to: month-6}
              - {code: better, label: Better by 5, kind: responder, of: [d-kccq], at-least: 5}
              - {code: response, label: Either, kind: composite, of: [responder, better]}
              - {code: admissions, label: Visits with an admission, kind: count, form: clinical, when: {item: heart-failure-admission, is: true}}
              - {code: admitted, label: First admission, kind: first-event, form: clinical, when: {item: heart-failure-admission, is: true}, dated-by: admission-date}
              - {code: death, label: Death, kind: first-event, withdrawals: [death]}
              - {code: event, label: Admission or death, kind: composite, of: [admitted, death]}
              - {code: stays, label: Admissions, kind: count, form: stay, when: {item: cause, is: heart-failure}}
              - {code: first-stay, label: First, kind: first-event, form: stay, when: {item: cause, is: heart-failure}, dated-by: admitted-on}
              - {code: d-threshold, label: Change of the threshold, kind: change, form: device, item: capture-threshold, from: month-3, to: month-6}
              - {code: d-index, label: Change of the index, kind: change, form: eq-5d-5l, score: index, from: pre-implant, to: month-6}
              - {code: stable, label: Stable, kind: responder, of: [d-threshold], at-most: 1}
            """;

    private static final Protocol PROTOCOL = protocol("0.1");

    private final Map<FormInstance, FormAnswers> forms = new HashMap<>();
    private final Map<FormInstance, Form> asked = new HashMap<>();
    private SubjectProgress.@Nullable Withdrawal withdrawal;

    /// @param lost by each level of each dimension
    private static Protocol protocol(String lost) {
        try {
            String yaml = Files.readString(Path.of("../protocols/hot-crt.yaml")).replace("\nreads:\n", """

                      - code: stay
                        label: Admissions to hospital
                        repeats: true
                        outside-visits: true
                        items:
                          - {code: admitted-on, label: Admitted on, type: date, required: true}
                          - {code: cause, label: Cause, type: choice, required: true, choices: [{code: heart-failure, label: H}, {code: other, label: O}]}
                    reads:
                    """);
            String levels = "[%1$s, %1$s, %1$s, %1$s]".formatted(lost);
            String values =
                    "value-set: {name: Made up, full-health: 1, constant: 0, decrements: [%1$s, %1$s, %1$s, %1$s, %1$s]}"
                            .formatted(levels);
            String valued = yaml.replace(
                    "{code: eq-5d-5l, version: \"2011\"}", "{code: eq-5d-5l, version: \"2011\", %s}".formatted(values));
            assertThat(valued).isNotEqualTo(yaml);
            return ProtocolFile.read("protocol", valued + DEFINED);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private EndpointsTest recorded(String visit, String form, String on, String... answers) {
        return recorded(new FormInstance(visit, form, null), on, answers);
    }

    private EndpointsTest recorded(FormInstance form, String on, String... answers) {
        TreeMap<String, ItemValue> values = new TreeMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            values.put(
                    answers[i],
                    answers[i + 1].startsWith("?")
                            ? ItemValue.missing(answers[i + 1].substring(1))
                            : ItemValue.of(answers[i + 1]));
        }
        forms.put(form, new FormAnswers(LocalDate.parse(on), values));
        return this;
    }

    private Computed computed(String endpoint) {
        return Endpoints.of(
                        PROTOCOL,
                        Seals.NONE.and(PROTOCOL),
                        AddedForms.NONE,
                        form -> forms.entrySet().stream()
                                .filter(recorded -> recorded.getKey().form().equals(form))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                        instance -> Optional.ofNullable(asked.get(instance)),
                        withdrawal)
                .stream()
                .filter(each -> each.code().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        // 144 − 180 = −36; −36 / 180 = −20 %
        "180.0, 144.0, -36, -20, true",
        // at the bound: 85 − 100 = −15, −15 %
        "100, 85, -15, -15, true",
        "100, 85.1, -14.9, -14.9, false",
        // −1 / 300 = −0.333… %
        "300, 299, -1, -0.33, false",
        // 1 / 3 rounded once, half up: 2 / 3 = 66.666… %
        "30, 50, 20, 66.67, false",
        "120.5, 120.5, 0, 0, false"
    })
    void aChangeIsWhatItIsLessWhatItWas(String before, String after, String change, String percent, String responds) {
        recorded("pre-implant", "echo", "2026-01-10", "lvesv", before);
        recorded("month-6", "echo", "2026-07-10", "lvesv", after);

        assertThat(computed("d-lvesv").value()).isEqualTo(change);
        assertThat(computed("d-lvesv").unit()).isEqualTo("mL");
        assertThat(computed("r-lvesv").value()).isEqualTo(percent);
        assertThat(computed("r-lvesv").unit()).isEqualTo("%");
        assertThat(computed("responder").value()).isEqualTo(responds);
    }

    @Test
    void withoutOneOfTheTwoNothingIsKnown() {
        recorded("month-6", "echo", "2026-07-10", "lvesv", "144");
        assertThat(computed("d-lvesv"))
                .extracting(Computed::value, Computed::because)
                .containsExactly(null, "there is no value at pre-implant");
        assertThat(computed("responder").because()).isEqualTo("r-lvesv is not known");

        recorded("pre-implant", "echo", "2026-01-10", "lvesv", "180");
        recorded("month-6", "echo", "2026-07-10", "lvesv", "?unknown");
        assertThat(computed("d-lvesv").because()).isEqualTo("there is no value at month-6");
    }

    @Test
    void nothingIsInPercentOfNothing() {
        recorded("pre-implant", "echo", "2026-01-10", "lvesv", "0");
        recorded("month-6", "echo", "2026-07-10", "lvesv", "5");
        assertThat(computed("d-lvesv").value()).isEqualTo("5");
        assertThat(computed("r-lvesv").value()).isNull();
    }

    /// One domain is enough for the summary: quality of life of 3 is (3 − 1) / 4 = 50, of 4 it is 75.
    @Test
    void aScoreChangesAsItsInstrumentScoresIt() {
        recorded("pre-implant", "kccq-12", "2026-01-10", "kccq12-7", "3");
        recorded("month-6", "kccq-12", "2026-07-10", "kccq12-7", "4");
        assertThat(computed("d-kccq").value()).isEqualTo("25");
        assertThat(computed("better").value()).isEqualTo("true");
    }

    private EndpointsTest healthy(String visit, String on, String mobility) {
        return recorded(
                visit, "eq-5d-5l", on, "eq5d-1", mobility, "eq5d-2", "1", "eq5d-3", "1", "eq5d-4", "1", "eq5d-5", "1");
    }

    private void recordedAs(Form form, String... visits) {
        for (String visit : visits) {
            asked.put(new FormInstance(visit, form.code(), null), form);
        }
    }

    /// By another value set than that of the newest version: 1 less 0.25 then, 1 less 0.1 now.
    @Test
    void aFormIsScoredByTheVersionUnderWhichItWasRecorded() {
        healthy("pre-implant", "2026-01-10", "2").healthy("month-6", "2026-07-10", "2");
        assertThat(computed("d-index").value()).isEqualTo("0");
        recordedAs(protocol("0.25").form("eq-5d-5l").orElseThrow(), "pre-implant");
        assertThat(computed("d-index").value()).isEqualTo("0.15");
        recordedAs(protocol("0.25").form("eq-5d-5l").orElseThrow(), "month-6");
        assertThat(computed("d-index").value()).isEqualTo("0");
    }

    @Test
    void whatWasRecordedUnderAVersionWithoutTheInstrumentHasNoScore() {
        recorded("pre-implant", "kccq-12", "2026-01-10", "kccq12-7", "3");
        recorded("month-6", "kccq-12", "2026-07-10", "kccq12-7", "4");
        Form plain = Form.of(
                "kccq-12", "Answers", PROTOCOL.form("kccq-12").orElseThrow().items());
        recordedAs(plain, "pre-implant");
        assertThat(computed("d-kccq").value()).isNull();
        assertThat(computed("d-kccq").because()).isEqualTo("there is no value at pre-implant");
    }

    /// Of three values: true, false, not known.
    @Test
    void aCompositeIsTrueByAnyOfItsPartsAndFalseOnlyByAll() {
        recorded("pre-implant", "kccq-12", "2026-01-10", "kccq12-7", "3");
        recorded("month-6", "kccq-12", "2026-07-10", "kccq12-7", "4");
        assertThat(computed("responder").value()).isNull();
        assertThat(computed("response").value()).isEqualTo("true");

        recorded("month-6", "kccq-12", "2026-07-10", "kccq12-7", "3");
        assertThat(computed("better").value()).isEqualTo("false");
        assertThat(computed("response").value()).isNull();
        assertThat(computed("response").because()).isEqualTo("responder is not known");

        recorded("pre-implant", "echo", "2026-01-10", "lvesv", "100");
        recorded("month-6", "echo", "2026-07-10", "lvesv", "100");
        assertThat(computed("response").value()).isEqualTo("false");
    }

    @Test
    void aCountIsOfTheVisitsAtWhichTheConditionHolds() {
        assertThat(computed("admissions").value()).isEqualTo("0");
        recorded("month-3", "clinical", "2026-04-10", "heart-failure-admission", "true");
        assertThat(computed("admissions").value()).isEqualTo("1");
        recorded("month-6", "clinical", "2026-07-10", "heart-failure-admission", "true");
        assertThat(computed("admissions").value()).isEqualTo("2");
        recorded("month-6", "clinical", "2026-07-10", "heart-failure-admission", "false");
        assertThat(computed("admissions").value()).isEqualTo("1");
    }

    @Test
    void aFirstEventIsTheEarliestDayOrTheLastThatWasFreeOfIt() {
        assertThat(computed("admitted").because()).isEqualTo("nothing that it reads is recorded");
        recorded("month-3", "clinical", "2026-04-10", "heart-failure-admission", "false");
        assertThat(computed("admitted"))
                .extracting(Computed::value, Computed::on)
                .containsExactly("false", LocalDate.of(2026, 4, 10));

        recorded(
                "month-6", "clinical", "2026-07-10", "heart-failure-admission", "true", "admission-date", "2026-05-02");
        assertThat(computed("admitted"))
                .extracting(Computed::value, Computed::on)
                .containsExactly("true", LocalDate.of(2026, 5, 2));

        // Without its date, the day on which it was told.
        recorded("month-6", "clinical", "2026-07-10", "heart-failure-admission", "true");
        assertThat(computed("admitted").on()).isEqualTo(LocalDate.of(2026, 7, 10));
    }

    @Test
    void whicheverCameFirst() {
        recorded("month-3", "clinical", "2026-04-10", "heart-failure-admission", "false");
        recorded(
                "month-6", "clinical", "2026-07-10", "heart-failure-admission", "true", "admission-date", "2026-05-02");
        withdrawal = new SubjectProgress.Withdrawal(LocalDate.of(2026, 8, 1), "death");
        assertThat(computed("death").on()).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(computed("event"))
                .extracting(Computed::value, Computed::on)
                .containsExactly("true", LocalDate.of(2026, 5, 2));

        // Whoever moved away lived until then, and was free of an admission until the last visit.
        recorded("month-6", "clinical", "2026-07-10", "heart-failure-admission", "false");
        withdrawal = new SubjectProgress.Withdrawal(LocalDate.of(2026, 8, 1), "moved-away");
        assertThat(computed("death"))
                .extracting(Computed::value, Computed::on)
                .containsExactly("false", LocalDate.of(2026, 8, 1));
        assertThat(computed("event").value()).isEqualTo("false");
    }

    private void stayed(int number, String admittedOn, String cause) {
        recorded(new FormInstance(null, "stay", "" + number), "2026-07-10", "admitted-on", admittedOn, "cause", cause);
    }

    @Test
    void ofAFormThatRepeatsEachEntryCounts() {
        stayed(1, "2026-06-20", "heart-failure");
        stayed(2, "2026-03-04", "other");
        stayed(3, "2026-05-02", "heart-failure");

        assertThat(computed("stays").value()).isEqualTo("2");
        assertThat(computed("first-stay"))
                .extracting(Computed::value, Computed::on)
                .containsExactly("true", LocalDate.of(2026, 5, 2));
    }

    @Test
    void withoutAnEntryThereWasNoneUntilTheLastDayOfWhichAnythingIsRecorded() {
        assertThat(computed("first-stay").because()).isEqualTo("nothing that it reads is recorded");
        recorded("month-6", "clinical", "2026-07-10", "heart-failure-admission", "false");
        recorded("month-3", "clinical", "2026-04-10", "heart-failure-admission", "false");

        assertThat(computed("stays").value()).isEqualTo("0");
        assertThat(computed("first-stay"))
                .extracting(Computed::value, Computed::on)
                .containsExactly("false", LocalDate.of(2026, 7, 10));
    }

    @Test
    void whatReadsWhatTellsTheArmIsNotComputed() {
        recorded("month-3", "device", "2026-04-10", "capture-threshold", "1");
        recorded("month-6", "device", "2026-07-10", "capture-threshold", "3");
        for (String endpoint : new String[] {"d-threshold", "stable"}) {
            assertThat(computed(endpoint).sealed()).as(endpoint).isTrue();
            assertThat(computed(endpoint).value()).as(endpoint).isNull();
            assertThat(computed(endpoint).because()).as(endpoint).isNull();
        }
        assertThat(computed("d-lvesv").sealed()).isFalse();
    }
}
