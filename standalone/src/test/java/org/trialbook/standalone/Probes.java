package org.trialbook.standalone;

import java.util.ArrayList;
import java.util.List;

/// Bodies with which somebody might try to find out what is sealed.
final class Probes {

    private Probes() {}

    static List<String> of(String act) {
        List<String> bodies = new ArrayList<>(List.of("{}", "{", "{\"reason\": \"phrenic-capture\", \"note\": \"\"}"));
        bodies.addAll(
                switch (act) {
                    case "record-visit" -> List.of("""
                                {"visit": "month-3", "doneOn": "2026-04-14"}""", """
                                {"visit": "implant", "doneOn": "2026-01-14"}""");
                    case "miss-visit" -> List.of("""
                                {"visit": "month-6", "reason": "no-show"}""");
                    case "record-assessment" -> List.of("""
                                {"visit": "week-2", "form": "device", "assessedOn": "2026-01-28", "values": {
                                 "ventricular-pacing": {"value": "91", "unit": "%"}}}""", """
                                {"visit": "discharge", "form": "ecg", "assessedOn": "2026-01-15", "values": {
                                 "heart-rate": {"value": "70", "unit": "/min"}, "rhythm": {"value": "sinus"},
                                 "qrs-duration": {"value": "120", "unit": "ms"}, "morphology": {"value": "paced"}}}""");
                    // Whether the value that is to be corrected is the one recorded must not be found out.
                    case "correct-value" ->
                        List.of(
                                correction("impedance", "500", "510"),
                                correction("impedance", "1000", "510"),
                                correction("pacing-configuration", "left-bundle", "his"),
                                capture("left-septal"),
                                capture("right-ventricular"),
                                capture("biventricular"));
                    case "correct-attempt" ->
                        List.of(attempt(1, "his"), attempt(1, "coronary-sinus"), attempt(2, "his"));
                    case "mark-attempt-entered-in-error" -> List.of("""
                                {"attempt": 1, "because": "a guess"}""", """
                                {"attempt": 2, "because": "a guess"}""");
                    case "correct-fact" -> List.of("""
                                {"fact": "implant", "from": {"performedOn": "2026-01-14"},
                                 "to": {"performedOn": "2026-11-30"}, "because": "a guess"}""");
                    case "mark-entered-in-error" -> List.of("""
                                {"visit": "discharge", "form": "ecg", "because": "a guess"}""", """
                                {"visit": "week-2", "form": "device", "because": "a guess"}""");
                    case "add-note" -> List.of("""
                                {"visit": "discharge", "form": "ecg", "item": "paced-capture", "text": "a guess"}""");
                    // An amendment that would make it be found out.
                    case "publish-protocol" -> List.of(Amendments.body(Amendments.opening("9")));
                    case "withdraw" -> List.of("""
                                {"withdrawnOn": "2026-06-01", "reason": "no-such-reason", "note": "CSP"}""");
                    case "register-read" -> List.of("""
                                {"visit": "month-3", "modality": "ecg", "media": "archive/x", "mediaHash": "%s"}""".formatted("cd".repeat(32)));
                    case "assign-read" -> List.of("""
                                {"reader": "reader-2"}""");
                    case "submit-read" -> List.of("""
                                {"values": {"qrs-duration": {"value": "118", "unit": "ms"}, "morphology": {"value": "paced"}},
                                 "guess": {"arm": "CSP", "confidence": 5}}""");
                    case "randomize" -> List.of("""
                                {"occurredAt": "2026-01-13T10:00:00+01:00[Europe/Berlin]"}""", """
                                {"occurredAt": "2026-11-21T10:00:00+01:00[Europe/Berlin]"}""");
                    default -> List.of();
                });
        return bodies;
    }

    private static String attempt(int number, String lead) {
        return """
                {"attempt": %d, "item": "lead", "from": {"value": "%s"}, "to": {"value": "left-bundle"},
                 "because": "a guess"}""".formatted(number, lead);
    }

    private static String capture(String from) {
        return """
                {"visit": "discharge", "form": "ecg", "item": "paced-capture", "from": {"value": "%s"},
                 "to": {"value": "selective-his"}, "because": "a guess"}""".formatted(from);
    }

    private static String correction(String item, String from, String to) {
        return """
                {"visit": "week-2", "form": "device", "item": "%s", "from": {"value": "%s", "unit": "Ohm"},
                 "to": {"value": "%s", "unit": "Ohm"}, "because": "a guess"}""".formatted(item, from, to);
    }
}
