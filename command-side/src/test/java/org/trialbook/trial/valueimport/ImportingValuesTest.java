package org.trialbook.trial.valueimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Role;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.authoring.ImportColumn;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.correction.CorrectValue;

class ImportingValuesTest implements ActExamples {
    private static final String WHY = "transcribed from the paper forms";
    private static final String HEADING = "subject,visit,form,key,assessedOn,";
    private static final String NYHA = file("nyha-class", "01-001,pre-implant,nyha,,2026-03-03,II");
    private static final String ECHO_COLUMNS = "lvef [%],lvedv,lvesv,lvedd,lvesd";

    static String file(String items, String... rows) {
        return HEADING + items + "\r\n" + String.join("\r\n", rows) + "\r\n";
    }

    private static Asked<?, ?> bring(String file) {
        return ask(ImportValues.class, by(COORDINATOR), SITE, new ImportValues.Body(file, WHY));
    }

    static AssessmentRecorded nyha(String value) {
        return new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                "pre-implant",
                "nyha",
                CONSENTED,
                Map.of("nyha-class", ItemValue.of(value)),
                null);
    }

    private static List<TrialEvent> recorded(Scenario.Then then) {
        assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        return ((Outcome.Recorded) then.outcome()).events();
    }

    @Test
    void aFormIsRecordedAsTheOrdinaryActRecordsIt() {
        AssessmentRecorded typed = given(consented())
                .when(ask(
                        RecordAssessment.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new RecordAssessment.Body(
                                "pre-implant", "nyha", CONSENTED, Map.of("nyha-class", ItemValue.of("II")))))
                .recorded(AssessmentRecorded.class);

        List<TrialEvent> events = recorded(given(consented()).when(bring(NYHA)));

        assertThat(events).hasSize(2).endsWith(typed);
        assertThat(events.getFirst()).isInstanceOfSatisfying(ValuesImported.class, imported -> {
            assertThat(imported.subjects()).containsExactly(SUBJECT);
            assertThat(imported.forms()).isEqualTo(1);
            assertThat(imported.corrections()).isZero();
            assertThat(imported.fileHash().opened()).hasSize(64);
        });
    }

    @Test
    void anAnswerThatIsRecordedOtherwiseIsCorrectedAsTheOrdinaryActCorrectsIt() {
        List<TrialEvent> history = and(consented(), nyha("III"));
        ValueCorrected typed = given(history)
                .when(ask(
                        CorrectValue.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new CorrectValue.Body(
                                "pre-implant", "nyha", "nyha-class", ItemValue.of("III"), ItemValue.of("II"), WHY)))
                .recorded(ValueCorrected.class);

        assertThat(recorded(given(history).when(bring(NYHA)))).hasSize(2).endsWith(typed);
    }

    /// A number is in the unit of its heading, or in its item's own.
    @Test
    void aNumberIsInTheUnitOfItsHeadingOrOfItsItem() {
        String echo = file(ECHO_COLUMNS, "01-001,pre-implant,echo,,2026-03-03,31.0,210,140,66,58");

        assertThat(recorded(given(consented()).when(bring(echo))).getLast())
                .isInstanceOfSatisfying(
                        AssessmentRecorded.class,
                        form -> assertThat(form.values())
                                .containsEntry("lvef", new ItemValue("31.0", "%"))
                                .containsEntry("lvedv", new ItemValue("210", "mL")));
        assertThat(refusal(given(consented()), bring(echo.replace("[%]", "[mL]")))
                        .evidence())
                .hasEntrySatisfying("row 2, lvef", why -> assertThat(why).contains("invalid-answers", "the unit is %"));
    }

    @Test
    void oneRefusedRowRefusesAllAndEveryRefusalIsTold() {
        String twoWrong = file(
                "nyha-class",
                "01-001,pre-implant,nyha,,2026-03-03,II",
                "01-001,month-6,nyha,,2026-09-03,II",
                "01-002,pre-implant,nyha,,2026-03-03,V",
                "02-001,pre-implant,nyha,,2026-03-03,II");

        Refusal refusal = refusal(given(and(consented(), HotCrt.registered(new SubjectId("01-002")))), bring(twoWrong));

        assertThat(refusal.name()).isEqualTo("import-rows-refused");
        assertThat(refusal.evidence())
                .containsOnlyKeys("refused", "row 3, visit", "row 4, subject", "row 5, subject")
                .containsEntry("refused", "3");
    }

    /// What an earlier row records a later one is checked by.
    @Test
    void aRowIsDecidedAfterThoseBeforeIt() {
        String yaml = HotCrt.YAML.replace("    instrument: {code: nyha, version: \"1994\"}\n", """
                    instrument: {code: nyha, version: "1994"}
                    checks:
                      - {code: as-the-echo, kind: hard, that: echo.lvef < 35, text: It contradicts the echo., item: nyha-class}
                """);
        List<TrialEvent> history = HotCrt.under(yaml, consented());
        String echo = "01-001,pre-implant,echo,,2026-03-03,,41.0,210,140,66,58";
        String nyha = "01-001,pre-implant,nyha,,2026-03-03,II,,,,,";
        String items = "nyha-class," + ECHO_COLUMNS;

        assertThat(refusal(given(history), bring(file(items, echo, nyha))).evidence())
                .hasEntrySatisfying("row 3, nyha-class", why -> assertThat(why).contains("hard-check"));
        assertThat(recorded(given(history).when(bring(file(items, nyha, echo)))))
                .hasSize(3);
        assertThat(recorded(given(history).when(bring(file(items, echo.replace("41.0", "31.0"), nyha)))))
                .hasSize(3);
    }

    @Test
    void whatCannotBeReadIsToldByRowAndColumn() {
        String file = file(
                "nyha-class",
                "01-001,pre-implant,nyha,,3.3.2026,II",
                "somebody,pre-implant,nyha,,2026-03-03,II",
                "01-001,pre-implant,nyha,,2026-03-03");

        assertThat(CsvValues.read(file).faults())
                .extracting(fault -> fault.row() + " " + fault.column())
                .containsExactly("2 assessedOn", "3 subject", "4 nyha-class");
        assertThat(refusal(given(consented()), bring(file)).evidence())
                .isEqualTo(Map.of(
                        "row",
                        "2",
                        "column",
                        "assessedOn",
                        "because",
                        "a day is written as 2026-03-02",
                        "faults",
                        "3"));
        assertThat(CsvValues.read(file(
                                "nyha-class",
                                NYHA.lines().skip(1).findFirst().orElseThrow(),
                                "01-001,pre-implant,nyha,,2026-03-03,III"))
                        .faults())
                .extracting(ImportFile.Fault::because)
                .containsExactly("the same form stands in row 2");
        assertThat(CsvValues.read("a;b\n1;2").faults()).hasSize(1);
        assertThat(CsvValues.read(file("nyha-class,nyha-class", "01-001,pre-implant,nyha,,2026-03-03,II,II"))
                        .faults())
                .isNotEmpty();
        assertThat(CsvValues.read("").faults()).hasSize(1);
    }

    /// As of the ordinary act: by name, and recorded.
    @Test
    void whoIsBlindedAndNamesAFormThatTellsTheArmIsRefusedAsByTheOrdinaryAct() {
        String ecg = file("heart-rate", "01-001,pre-implant,ecg,,2026-03-03,70");
        Asked<?, ?> imported = bring(ecg);
        Refusal refusal = refusal(given(consented()), imported);
        assertThat(refusal.name()).isEqualTo("form-reveals-the-arm");
        assertThat(refusal.reason().recorded()).isTrue();
        assertThat(refusal.evidence()).isEqualTo(Map.of("form", "ecg", "row", "2"));
    }

    @Test
    void theTemplateIsAHeadingThatIsRead() {
        String template = ImportColumn.template(
                Protocols.of(HotCrt.published()).form("echo").orElseThrow());
        assertThat(template)
                .isEqualTo(
                        HEADING
                                + "lvef [%],lvedv [mL],lvesv [mL],lvesvi [mL/m2],bsa-formula,lvedd [mm],lvesd [mm],la-diameter [mm]\r\n");
        assertThat(CsvValues.read(template + "01-001,pre-implant,echo,,2026-03-03,31.0,210,140,,,66,58,\r\n")
                        .faults())
                .isEmpty();
    }

    /// Whoever brings values in may do by hand what the file does.
    @Test
    void whoImportsMayRecordAndCorrect() {
        for (Role role : Role.values()) {
            if (DeclaredActs.of(ImportValues.class).permission().openTo(role)) {
                assertThat(DeclaredActs.of(RecordAssessment.class).permission().openTo(role))
                        .isTrue();
                assertThat(DeclaredActs.of(CorrectValue.class).permission().openTo(role))
                        .isTrue();
            }
        }
    }

    private static Refusal refusal(Scenario scenario, Asked<?, ?> asked) {
        return scenario.when(asked).refusal();
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(ImportValues.class, by(COORDINATOR), SITE, new ImportValues.Body(NYHA, WHY), consented())
                .on(trial -> "/sites/01")
                .sending(trial -> Map.of(
                        "file",
                        NYHA.replace("01-001", trial.consented("01").substring("/subjects/".length())),
                        "because",
                        WHY))
                .ofSeveral()
                .wrong("because", "", 400, "invalid-field")
                .wrong("file", "subject;form", 422, "import-unreadable")
                .wrong("reported", Map.of("as", "fax", "form", "nyha"), 400, "invalid-field")
                .refused("import-unreadable", new ImportValues.Body("subject;form\n", WHY), consented())
                .refused("nothing-to-import", and(consented(), nyha("II")))
                .refused(
                        "import-rows-refused",
                        EVERYTHING_WRONG,
                        and(
                                consented(),
                                nyha("II"),
                                HotCrt.registered(new SubjectId("01-002")),
                                HotCrt.consented(new SubjectId("01-002"))))
                .refused("no-protocol", List.of())
                .refused(
                        "form-reveals-the-arm",
                        new ImportValues.Body(file("heart-rate", "01-001,pre-implant,ecg,,2026-03-03,70"), WHY),
                        consented()));
    }

    /// Of subjects of whom one form is recorded of another day, one is of another site, and one says no day; of one
    /// that is answered twice, on two days; and of one of whom something else is reported.
    private static final ImportValues.Body EVERYTHING_WRONG = new ImportValues.Body(
            Stream.of(
                            observed("01-001", "2026-03-04", "88020-3"),
                            observed("02-001", "2026-03-03", "88020-3"),
                            observed("01-002", "", "88020-3"),
                            observed("01-003", "2026-03-03", "88020-3"),
                            observed("01-003", "2026-03-04", "88020-3"),
                            observed("01-004", "2026-03-03", "8867-4"))
                    .collect(Collectors.joining(",", "{\"resourceType\":\"Bundle\",\"entry\":[", "]}")),
            WHY,
            new ReportedForm(ReportedForm.FHIR, null, "pre-implant", "nyha", null, null));

    private static String observed(String subject, String day, String code) {
        return """
                {"resource":{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/%s"},%s\
                "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},\
                "valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA28405-1"}]}}}""".formatted(subject, day.isEmpty() ? "" : "\"effectiveDateTime\":\"%s\",".formatted(day), code);
    }

    @Test
    void aFileBringsInValuesOfItsSitesSubjectsAlone() {
        assertThat(refusal(given(consented()), bring(file("nyha-class", "02-001,pre-implant,nyha,,2026-03-03,I")))
                        .evidence())
                .containsEntry("row 2, subject", "subject-of-another-site{subject=02-001}");
    }

    @Test
    void whatIsTheSameIsNoChange() {
        String two = file("nyha-class", "01-001,pre-implant,nyha,,,II", "01-002,pre-implant,nyha,,2026-03-03,I");
        SubjectId other = new SubjectId("01-002");
        List<TrialEvent> events =
                recorded(given(and(consented(), nyha("II"), HotCrt.registered(other), HotCrt.consented(other)))
                        .when(bring(two)));
        assertThat(events).hasSize(2);
        assertThat(events.getLast().aboutSubject()).contains(other);
        assertThat(refusal(
                                given(and(consented(), nyha("II"))),
                                bring(file("nyha-class", "01-001,pre-implant,nyha,,2026-03-04,II")))
                        .evidence())
                .containsEntry("row 2, assessedOn", "assessed-on-another-day{recorded=2026-03-03}");
        assertThat(refusal(given(consented()), bring(file("nyha-class", "01-001,pre-implant,nyha,,,II")))
                        .evidence())
                .containsKey("row 2, assessedOn");
    }
}
