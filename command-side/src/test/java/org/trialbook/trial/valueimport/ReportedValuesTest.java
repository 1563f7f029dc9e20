package org.trialbook.trial.valueimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.Scenario.given;
import static org.trialbook.trial.valueimport.ReportedForm.FHIR;
import static org.trialbook.trial.valueimport.ReportedForm.HL7_V2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.access.Caller;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.valueimport.ImportFile.Aside;
import org.trialbook.trial.valueimport.ImportFile.Fault;

/// Values that others report: FHIR Observations of R4 and R5, and the interrogation of a device as HL7 version 2 sends
/// it. `.ci/fhir-check.py` holds that the Observations are FHIR.
class ReportedValuesTest {
    private static final String WHY = "as the hospital's record has it";
    private static final Map<String, ItemValue> NOT_IN_THE_DEVICE = Map.of(
            "pacing-configuration", ItemValue.of("left-bundle"),
            "capture-threshold", new ItemValue("0.75", "V"),
            "pulse-width", new ItemValue("0.4", "ms"),
            "impedance", new ItemValue("540", "Ohm"),
            "phrenic-capture", ItemValue.of("false"));

    static String file(String name) {
        try (var in = ReportedValuesTest.class.getResourceAsStream("/reported/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReportedForm form(String as, @Nullable String subject, String visit, String form) {
        return new ReportedForm(as, subject, visit, form, null, null);
    }

    private static ReportedForm device(Map<String, ItemValue> answers) {
        return new ReportedForm(HL7_V2, null, "month-6", "device", null, answers);
    }

    private static Asked<?, ?> bring(Caller caller, String file, ReportedForm form) {
        return ask(ImportValues.class, by(caller), SITE, new ImportValues.Body(file, WHY, form));
    }

    private static List<TrialEvent> recorded(List<TrialEvent> history, Asked<?, ?> asked) {
        Outcome outcome = given(history).when(asked).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
        List<TrialEvent> events = ((Outcome.Recorded) outcome).events();
        assertThat(events.getFirst()).isInstanceOf(ValuesImported.class);
        return events.subList(1, events.size());
    }

    private static AssessmentRecorded recordedForm(List<TrialEvent> history, Asked<?, ?> asked) {
        List<TrialEvent> events = recorded(history, asked);
        assertThat(events).hasSize(1);
        return (AssessmentRecorded) events.getFirst();
    }

    private static Map<String, String> refused(List<TrialEvent> history, Asked<?, ?> asked) {
        Scenario.Then then = given(history).when(asked);
        assertThat(then.refusal().name()).isEqualTo("import-rows-refused");
        return then.refusal().evidence();
    }

    private static List<Fault> faults(ReportedForm form, String file) {
        return ImportFile.read(new ImportValues.Body(file, WHY, form)).faults();
    }

    // ---- FHIR

    @Test
    void aBundleOfR4IsTheFormOfTheSubjectWhomItsPatientIs() {
        AssessmentRecorded body = recordedForm(
                consented(), bring(COORDINATOR, file("body.r4.json"), form(FHIR, null, "pre-implant", "body")));

        assertThat(body.subject()).isEqualTo(HotCrt.SUBJECT);
        assertThat(body.assessedOn()).isEqualTo(CONSENTED);
        // Of the two weights one was entered in error; no digit is lost, none invented.
        assertThat(body.values())
                .isEqualTo(Map.of("height", new ItemValue("171", "cm"), "weight", new ItemValue("82.5", "kg")));
    }

    /// 23:30 in Greenwich is half past midnight in Berlin, and a day is the site's.
    @Test
    void theComponentsOfAnObservationOfR5AreAnswersOfTheSitesDay() {
        ReportedForm ecg = new ReportedForm(
                FHIR,
                null,
                "pre-implant",
                "ecg",
                null,
                Map.of("rhythm", ItemValue.of("sinus"), "morphology", ItemValue.of("lbbb")));

        AssessmentRecorded recorded = recordedForm(consented(), bring(INVESTIGATOR, file("ecg.r5.json"), ecg));

        assertThat(recorded.assessedOn()).isEqualTo(CONSENTED.plusDays(1));
        assertThat(recorded.values())
                .containsEntry("heart-rate", new ItemValue("71", "/min"))
                .containsEntry("qrs-duration", new ItemValue("164", "ms"))
                .containsEntry("rhythm", ItemValue.of("sinus"));
    }

    @Test
    void aChoiceIsWhatTheProtocolSaysThatItsCodeMeans() {
        ReportedForm nyha = form(FHIR, null, "pre-implant", "nyha");
        assertThat(recordedForm(consented(), bring(COORDINATOR, file("nyha.r5.json"), nyha))
                        .values())
                .isEqualTo(Map.of("nyha-class", ItemValue.of("III")));
        assertThat(refused(
                        consented(), bring(COORDINATOR, file("nyha.r5.json").replace("LA28406-9", "LA00000-0"), nyha)))
                .hasEntrySatisfying(
                        "row 1, nyha-class", why -> assertThat(why).contains("reported-otherwise", "LA00000-0"));
    }

    @Test
    void anAnswerThatIsRecordedOtherwiseIsCorrected() {
        List<TrialEvent> history = and(consented(), ImportingValuesTest.nyha("II"));
        assertThat(recorded(history, bring(COORDINATOR, file("nyha.r5.json"), form(FHIR, null, "pre-implant", "nyha"))))
                .singleElement()
                .isInstanceOfSatisfying(
                        ValueCorrected.class,
                        corrected -> assertThat(corrected.toString()).contains("III"));
    }

    /// The number alone would be taken for one in the item's own unit.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "code": "kg"                           | "unit": "kg"         | in words
            "code": "kg"                           | "code": "[lb_av]"    | invalid-answers
            "system": "http://unitsofmeasure.org"  | "system": "urn:x"    | not of UCUM
            "value": 82.5                          | "value": "82.5"      | no number
            "value": 82.5                          | "value": 8e400       | too many digits
            "value": 82.5                          | "value": 82.5, "comparator": "<" | a limit
            "valueQuantity"                        | "valueRange"         | valueRange is not brought in
            """)
    void aNumberIsTakenWithItsUnitOrNotAtAll(String said, String instead, String why) {
        String weight =
                "{\"resourceType\": \"Observation\", \"status\": \"final\", \"subject\": {\"reference\": \"Patient/01-001\"},"
                        + " \"code\": {\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"29463-7\"}]},"
                        + " \"effectiveDateTime\": \"2026-03-03\", \"valueQuantity\":"
                        + " {\"value\": 82.5, \"system\": \"http://unitsofmeasure.org\", \"code\": \"kg\"}}";
        assertThat(weight).contains(said);
        ReportedForm body =
                new ReportedForm(FHIR, null, "pre-implant", "body", null, Map.of("height", new ItemValue("171", "cm")));

        assertThat(recordedForm(consented(), bring(COORDINATOR, weight, body)).values())
                .containsEntry("weight", new ItemValue("82.5", "kg"));
        assertThat(refused(consented(), bring(COORDINATOR, weight.replace(said, instead), body)))
                .hasEntrySatisfying("row 1, weight", told -> assertThat(told).contains(why));
    }

    @Test
    void aValueThatIsAbsentIsMissingForTheOneReasonOfItsKind() {
        String yaml = HotCrt.YAML.replace(
                "{code: weight, label: Body weight, type: decimal,",
                "{code: weight, label: Body weight, type: decimal, missing: [not-done, unknown],");
        List<TrialEvent> history = HotCrt.under(yaml, consented());
        String absent = file("body.r4.json")
                .replaceFirst(
                        "(?s)\"valueQuantity\": [{]\\s*\"value\": 82[.]5.*?[}]",
                        "\"dataAbsentReason\": {\"coding\": [{\"system\": \"http://terminology.hl7.org/CodeSystem/data-absent-reason\","
                                + " \"code\": \"not-performed\"}]}");
        ReportedForm body = form(FHIR, null, "pre-implant", "body");

        assertThat(recordedForm(history, bring(COORDINATOR, absent, body)).values())
                .containsEntry("weight", ItemValue.missing("not-done"));
        assertThat(refused(history, bring(COORDINATOR, absent.replace("not-performed", "not-asked"), body)))
                .hasEntrySatisfying("row 2, weight", why -> assertThat(why).contains("no reason of this kind"));
        assertThat(refused(consented(), bring(COORDINATOR, absent, body))).containsKey("row 2, weight");
    }

    @Test
    void whatAnswersOneFormIsOfOneDayAndOfOneValue() {
        ReportedForm body = form(FHIR, null, "pre-implant", "body");
        String anotherDay = file("body.r4.json").replace("2026-03-03T09:15:00+01:00", "2026-03-04T09:15:00+01:00");
        assertThat(refused(consented(), bring(COORDINATOR, anotherDay, body)))
                .hasEntrySatisfying(
                        "row 2, assessedOn",
                        why -> assertThat(why).contains("reported-of-several-days", "2026-03-03", "2026-03-04"));
        assertThat(refused(
                        consented(),
                        bring(COORDINATOR, file("body.r4.json").replace("entered-in-error", "amended"), body)))
                .hasEntrySatisfying("row 2, weight", why -> assertThat(why).contains("answered twice"));
    }

    /// What is not brought in is told before anything is recorded.
    @Test
    void whatNoItemAsksIsLeftAsideAndTold() {
        assertThat(preview(COORDINATOR, file("body.r4.json"), form(FHIR, null, "pre-implant", "body"))
                        .aside())
                .containsExactly(
                        new Aside(4, "http://loinc.org|29463-7", "its status is entered-in-error"),
                        new Aside(5, "http://loinc.org|8310-5", "no item of the form is reported as this"));
        assertThat(refused(
                        consented(), bring(COORDINATOR, file("body.r4.json"), form(FHIR, null, "pre-implant", "nyha"))))
                .hasEntrySatisfying("row 2, form", why -> assertThat(why).contains("nothing-reported-is-asked"));
        String modified = file("nyha.r5.json")
                .replace(
                        "\"status\"",
                        "\"modifierExtension\": [{\"url\": \"urn:not\", \"valueBoolean\": true}], \"status\"");
        assertThat(faults(form(FHIR, null, "pre-implant", "nyha"), modified))
                .extracting(Fault::because)
                .containsExactly("nothing is reported in it that is final");
    }

    private static ImportPreview preview(Caller caller, String file, ReportedForm form) {
        var act = (ImportValues) DeclaredActs.of(ImportValues.class);
        var command = new Command<>(by(caller), SITE, new ImportValues.Body(file, WHY, form));
        ImportStates states = act.initial(command);
        Scenario.recorded(consented()).forEach(states::apply);
        return act.preview(command, states);
    }

    // ---- who

    @Test
    void aFileThatNamesSomebodyIsNotRead() {
        String named =
                file("body.r4.json").replace("\"id\": \"p1\"", "\"id\": \"p1\", \"name\": [{\"family\": \"Weber\"}]");
        assertThat(faults(form(FHIR, null, "pre-implant", "body"), named))
                .extracting(Fault::column)
                .contains("Patient.name");
        assertThat(faults(
                        form(FHIR, null, "pre-implant", "nyha"),
                        file("nyha.r5.json").replace("\"subject\": {", "\"subject\": {\"display\": \"A. Weber\",")))
                .extracting(Fault::column)
                .contains("Observation.subject.display");
        assertThat(faults(device(Map.of()), file("interrogation.hl7").replace("HOT-CRT||", "HOT-CRT||Weber^Anna")))
                .extracting(Fault::column)
                .containsExactly("PID-5, name");
        assertThat(faults(device(Map.of()), file("interrogation.hl7").replace("HOT-CRT||", "HOT-CRT||||19481203")))
                .extracting(Fault::column)
                .containsExactly("PID-7, date of birth");
    }

    @Test
    void aFileThatNamesNoSubjectIsOfTheOneThatTheRequestNames() {
        String hospitals = file("nyha.r5.json").replace("01-001", "8812-44");
        assertThat(faults(form(FHIR, null, "pre-implant", "nyha"), hospitals))
                .extracting(Fault::column)
                .containsExactly("subject");
        assertThat(recordedForm(consented(), bring(COORDINATOR, hospitals, form(FHIR, "01-001", "pre-implant", "nyha")))
                        .subject())
                .isEqualTo(HotCrt.SUBJECT);
        String two = "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": %s}, {\"resource\": %s}]}"
                .formatted(hospitals, file("nyha.r5.json").replace("01-001", "9000-11"));
        assertThat(faults(form(FHIR, "01-001", "pre-implant", "nyha"), two))
                .extracting(Fault::because)
                .containsExactly("one subject's file speaks of one person");
    }

    /// A patient whom an Observation contains is that one's alone, and one reference is one patient.
    @Test
    void aReferenceIsNeverAnotherObservationsPatient() {
        String contained = file("nyha.r5.json")
                .replaceFirst("(?s)\"subject\": [{].*?[}]\\s*[}]", "\"subject\": {\"reference\": \"#p\"}")
                .replace(
                        "\"status\"",
                        "\"contained\": [{\"resourceType\": \"Patient\", \"id\": \"p\", \"identifier\": [{\"value\": \"01-001\"}]}],"
                                + " \"status\"");
        String two = "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": %s}, {\"resource\": %s}]}"
                .formatted(contained, contained.replace("01-001", "01-002"));
        ImportFile read = ImportFile.read(new ImportValues.Body(two, WHY, form(FHIR, null, "pre-implant", "nyha")));
        assertThat(read.faults()).isEmpty();
        assertThat(read.rows())
                .extracting(row -> row.subject().value() + " " + row.reported().size())
                .containsExactly("01-001 1", "01-002 1");
        String patient =
                "{\"resource\": {\"resourceType\": \"Patient\", \"id\": \"p1\", \"identifier\": [{\"value\": \"01-002\"}]}},";
        assertThat(faults(
                        form(FHIR, null, "pre-implant", "body"),
                        file("body.r4.json").replaceFirst("\"entry\": \\[", "\"entry\": [" + patient)))
                .extracting(Fault::because)
                .contains("two patients are referred to by the same words");
    }

    @Test
    void whatIsTypedBesideAFileIsOfOneSubject() {
        String two = "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": %s}, {\"resource\": %s}]}"
                .formatted(file("nyha.r5.json"), file("nyha.r5.json").replace("01-001", "01-002"));
        ReportedForm typed =
                new ReportedForm(FHIR, null, "pre-implant", "nyha", null, Map.of("other", ItemValue.of("x")));
        assertThat(faults(typed, two)).extracting(Fault::column).containsExactly("answers");
        assertThat(faults(form(FHIR, null, "pre-implant", "nyha"), two)).isEmpty();
    }

    // ---- HL7 version 2

    @Test
    void anInterrogationIsTheDeviceFormWithWhatTheDeviceDoesNotKnow() {
        AssessmentRecorded device =
                recordedForm(implanted(), bring(INVESTIGATOR, file("interrogation.hl7"), device(NOT_IN_THE_DEVICE)));

        assertThat(device.assessedOn()).isEqualTo(LocalDate.of(2026, 9, 15));
        assertThat(device.values()).isEmpty();
        assertThat(Objects.requireNonNull(device.revealing()).opened())
                .containsEntry("ventricular-pacing", new ItemValue("97.0", "%"))
                .containsEntry("capture-threshold", new ItemValue("0.75", "V"))
                .hasSize(NOT_IN_THE_DEVICE.size() + 1);
        assertThat(refused(implanted(), bring(INVESTIGATOR, file("interrogation.hl7"), device(Map.of()))))
                .containsKey("row 1, impedance");
    }

    /// Which code answers which item is the protocol's to say: of a right ventricular channel it may be any lead.
    @Test
    void aProtocolMaySayMoreOfWhatADeviceReports() {
        String yaml = HotCrt.YAML
                .replace("capture-threshold, label: Capture threshold,", observed("capture-threshold", "722177"))
                .replace("impedance, label: Pacing impedance,", observed("impedance", "722433"));
        Map<String, ItemValue> rest = Map.of(
                "pacing-configuration", ItemValue.of("left-bundle"),
                "pulse-width", new ItemValue("0.4", "ms"),
                "phrenic-capture", ItemValue.of("false"));
        List<TrialEvent> history = HotCrt.under(yaml, implanted());

        assertThat(Objects.requireNonNull(
                                recordedForm(history, bring(INVESTIGATOR, file("interrogation.hl7"), device(rest)))
                                        .revealing())
                        .opened())
                .containsEntry("capture-threshold", new ItemValue("0.75", "V"))
                .containsEntry("impedance", new ItemValue("540", "Ohm"));
        assertThat(refused(
                        history,
                        bring(INVESTIGATOR, file("interrogation.hl7").replace("|||||P|", "|||||C|"), device(rest))))
                .hasEntrySatisfying("row 1, impedance", why -> assertThat(why).contains("answered twice"));
        assertThat(refused(
                        history,
                        bring(INVESTIGATOR, file("interrogation.hl7").replace("Ohm^Ohm^UCUM", "Ohm"), device(rest))))
                .hasEntrySatisfying("row 1, impedance", why -> assertThat(why).contains("not said to be of UCUM"));
        assertThat(refused(
                        history, bring(INVESTIGATOR, file("interrogation.hl7").replace("V^V^UCUM", ""), device(rest))))
                .hasEntrySatisfying(
                        "row 1, capture-threshold", why -> assertThat(why).contains("without a unit"));
    }

    private static String observed(String item, String code) {
        return "%s, observed-as: [{system: \"urn:iso:std:iso:11073:10101\", code: \"%s\"}], label: As before,"
                .formatted(item, code);
    }

    @Test
    void messagesOfAFileAreReadOneByOneWhateverStandsBetweenThem() {
        String message = file("interrogation.hl7");
        String other = message.replace("01-001", "01-002");
        for (String between : List.of("", "\r", "\n", "BTS|1\rBHS|^~\\&\r", "\u001c\r\u000b")) {
            ImportFile read = ImportFile.read(new ImportValues.Body(message + between + other, WHY, device(Map.of())));
            assertThat(read.faults()).as(between).isEmpty();
            assertThat(read.subjects()).as(between).hasSize(2);
        }
        assertThat(ImportFile.read(new ImportValues.Body(message.replace('\r', '\n'), WHY, device(Map.of())))
                        .rows())
                .hasSize(1);
    }

    @Test
    void whatADeviceReportsAndNobodyAsksIsLeftAside() {
        ImportFile read = ImportFile.read(new ImportValues.Body(file("interrogation.hl7"), WHY, device(Map.of())));
        assertThat(read.aside())
                .containsExactly(new Aside(1, "urn:iso:std:iso:11073:10101|722433", "its status (OBX-11) is P"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"resourceType":                     | it is no JSON
            {"resourceType": "Patient"}          | nothing is reported
            []                                   | nothing is reported
            {"a": 1, "a": 2}                     | it is no JSON
            """)
    void whatIsNoFhirIsNotRead(String file, String because) {
        assertThat(faults(form(FHIR, null, "pre-implant", "nyha"), file))
                .extracting(Fault::because)
                .anySatisfy(told -> assertThat(told).contains(because));
    }

    /// A thousand files of each kind, each with a few characters lost, doubled or replaced, from a seed that is
    /// printed.
    @ParameterizedTest
    @ValueSource(strings = {FHIR, HL7_V2})
    void aFileHoweverBrokenIsReadOrToldToBeUnreadable(String as) {
        long seed = Long.getLong("trialbook.seed", 20261201L);
        RandomGenerator chance = new Random(seed);
        String whole = file(as.equals(FHIR) ? "body.r4.json" : "interrogation.hl7");
        ReportedForm form = new ReportedForm(as, null, "month-6", "device", null, null);
        for (int i = 0; i < 1000; i++) {
            StringBuilder broken = new StringBuilder(whole);
            for (int j = chance.nextInt(1, 6); j > 0; j--) {
                int at = chance.nextInt(broken.length());
                switch (chance.nextInt(3)) {
                    case 0 -> broken.delete(at, Math.min(broken.length(), at + chance.nextInt(1, 40)));
                    case 1 -> broken.insert(at, broken.substring(at, Math.min(broken.length(), at + 10)));
                    default -> broken.setCharAt(at, "|^~&\\\r\n\"{}[]:,0".charAt(chance.nextInt(15)));
                }
            }
            ImportFile read = ImportFile.read(new ImportValues.Body(broken.toString(), WHY, form));
            assertThat(read.rows().isEmpty() && read.faults().isEmpty())
                    .as("seed %d, file %d", seed, i)
                    .isFalse();
        }
    }

    @Test
    void whatIsNoResultOfHl7IsNotRead() {
        assertThat(faults(device(Map.of()), "subject,visit\n"))
                .extracting(Fault::column)
                .containsExactly("MSH");
        assertThat(faults(device(Map.of()), file("interrogation.hl7").replace("ORU^R01^ORU_R01", "ADT^A01")))
                .extracting(Fault::column)
                .containsExactly("MSH-9");
        assertThat(faults(device(Map.of()), file("interrogation.hl7").replace("20260915100200+0200", "yesterday")))
                .extracting(Fault::column)
                .contains("OBX-14");
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "202603, 2026-03",
        "20260302, 2026-03-02",
        "202603020930, 2026-03-02T09:30:00",
        "20260302093015+0100, 2026-03-02T09:30:15+01:00",
        "20260302093015.25-0500, 2026-03-02T09:30:15-05:00",
        "soon, soon"
    })
    void aMomentOfHl7IsReadAsFarAsItIsSaid(String written, String iso) {
        assertThat(Hl7Time.iso(written)).isEqualTo(iso);
    }
}
