package org.trialbook.trial.act;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Why an act is not recorded, and on what evidence.
///
/// @param evidence what everybody who may see the refusal may see
/// @param sealedEvidence what tells the arm: shown to unblinded callers only, sealed in the record
public record Refusal(Reason reason, Map<String, String> evidence, Map<String, String> sealedEvidence) {

    static Refusal of(Reason reason) {
        return new Refusal(reason, Map.of(), Map.of());
    }

    public Refusal with(String name, Object value) {
        return new Refusal(reason, and(evidence, name, value), sealedEvidence);
    }

    public Refusal sealing(String name, Object value) {
        return new Refusal(reason, evidence, and(sealedEvidence, name, value));
    }

    public String name() {
        return reason.name();
    }

    public String rule() {
        return reason.rule();
    }

    private static Map<String, String> and(Map<String, String> before, String name, Object value) {
        Map<String, String> more = new TreeMap<>(before);
        more.put(name, value.toString());
        return Collections.unmodifiableMap(more);
    }
}
