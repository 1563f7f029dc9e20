package org.trialbook.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Later versions of HOT-CRT: one that marks more as telling the arm, and one that marks nothing any more.
final class Amendments {

    static final String HOT_CRT = read();

    private static final String SIGNS = """
                  - {code: leads, label: Leads that are noisy, type: multi-choice, choices: [{code: limb, label: Limb}, {code: chest, label: Chest}]}
            """;

    private static final String EVERY_KIND = """
            missing-reasons:
              - {code: haemolysed, label: Sample haemolysed, kind: not-done}
              - {code: unknown, label: Nobody knows, kind: unknown}
            forms:
              - code: kinds
                label: Every kind of item
                instrument: {code: nyha, version: "1994"}
                items:
                  - {code: temperature, label: Temperature, type: decimal, unit: Cel, min: 30, max: 43, decimals: 1, required: true, alternative-units: [{unit: "[degF]"}]}
                  - {code: creatinine, label: Creatinine, type: decimal, unit: umol/L, min: 10, max: 2000, decimals: 0, required: true, missing: [haemolysed, unknown], alternative-units: [{unit: mg/dL, factor: 88.42}]}
                  - {code: at, label: Sampled at, type: date-time, required: false}
                  - {code: time, label: Time of day, type: time, required: false}
                  - {code: onset, label: First symptoms, type: partial-date, required: false, missing: [unknown]}
                  - {code: signs, label: Signs, type: multi-choice, choices: [{code: rales, label: Rales}, {code: oedema, label: Oedema}, {code: other, label: Other signs}]}
                  - {code: which, label: Which signs, type: text, max-length: 60, shown-if: {item: signs, is: other}, required-if: {item: signs, is: other}}
                  - {code: alive, label: Alive, type: boolean, required: true}
                  - {code: death, label: Date of death, type: date, shown-if: {item: alive, is: false}, required-if: {item: alive, is: false}}
                  - {code: nyha-class, label: NYHA class, type: choice, required: true, choices: [{code: I, label: Class I}, {code: II, label: Class II}, {code: III, label: Class III}, {code: IV, label: Class IV}]}
                  - {code: lvedv, label: End-diastolic volume, type: decimal, unit: mL, min: 20, max: 700, decimals: 1, required: true}
                  - {code: lvesv, label: End-systolic volume, type: decimal, unit: mL, min: 5, max: 600, decimals: 1, required: true}
                  - {code: lvef, label: Ejection fraction, type: calculated, unit: "%", decimals: 1, formula: "((lvedv - lvesv) / lvedv) in '%'"}
                  - {code: remark, label: Remark, type: text, required: false}
                  - {code: tracing, label: Tracing, type: file, files: {types: [pdf, png]}}
                checks:
                  - {code: volumes, kind: hard, that: lvesv < lvedv, text: The end-systolic volume is the smaller one.}
                  - {code: low, kind: soft, that: lvef >= 15, text: An ejection fraction below 15 % is rare., item: lvesv}
              - code: tell
                label: What tells
                items:
                  - {code: output, label: Output, type: decimal, unit: V, min: 0, max: 10, required: true, reveals-the-arm: true}
                  - {code: level, label: Level, type: choice, choices: [{code: low, label: Low}, {code: high, label: High}], shown-if: {item: output, more-than: 5}}
            """;

    private static final String ENTRIES = """
              - code: adverse-event
                label: Adverse events
                repeats: true
                outside-visits: true
                items:
                  - {code: term, label: Term, type: text, max-length: 100, required: true}
                  - {code: grade, label: CTCAE grade, type: integer, min: 1, max: 5, required: true}
              - code: medication
                label: Medication
                repeats: true
                items:
                  - {code: drug, label: Drug, type: text, max-length: 100, required: true}
            """;

    private Amendments() {}

    static String opening(String version) {
        return version(
                HOT_CRT.replaceAll(" *reveals-the-arm: true\n", "").replace(", reveals-the-arm: true", ""), version);
    }

    static String sealing(String version) {
        return version(
                HOT_CRT.replace(
                        "label: NYHA class\n    items", "label: NYHA class\n    reveals-the-arm: true\n    items"),
                version);
    }

    /// With two forms more before the implant, which ask every kind of item there is; of `kinds` nothing tells
    /// the arm, of `tell` something does.
    static String everyKind(String version) {
        return version(
                HOT_CRT.replace("forms: [ecg, echo, nyha,", "forms: [kinds, tell, ecg, echo, nyha,")
                        .replace("\nforms:\n", "\n" + EVERY_KIND)
                        .replaceFirst(
                                "label: Blinded reading of the electrocardiogram\n    items:\n",
                                "label: Blinded reading of the electrocardiogram\n    items:\n" + SIGNS),
                version);
    }

    /// With a form that repeats outside of visits, and one before the implant.
    static String entries(String version) {
        return version(
                HOT_CRT.replace("forms: [ecg, echo, nyha,", "forms: [medication, ecg, echo, nyha,")
                        .replace("\n\nreads:\n", "\n" + ENTRIES + "\nreads:\n"),
                version);
    }

    private static String version(String amended, String version) {
        if (amended.equals(HOT_CRT)) {
            throw new IllegalStateException("the protocol does not say what is to be amended");
        }
        return amended.replace("version: \"1\"", "version: \"%s\"".formatted(version));
    }

    /// The request to publish it.
    static String body(String protocol) {
        return JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
