package org.trialbook.trial.act;

/// Why acts are refused: a rule's name and its sentence. Neither may tell the arm.
///
/// @param name stable: the last part of `urn:trialbook:refusal:<name>`
/// @param rule the rule that stands against the act, in words
/// @param recorded whether the refusal is recorded whatever the act: somebody asked for what they must not know
/// @param hidden whether it is answered as if the target did not exist, and never recorded
/// @param blinding what somebody blinded may know of the refusal where it is recorded
public record Reason(String name, String rule, boolean recorded, boolean hidden, Blinding blinding) {

    public enum Blinding {
        /// As its act says of all its refusals.
        AS_OF_THE_ACT,
        /// It says nothing of the arm whatever the act.
        SHOWN,
        /// It says what is sealed whatever the act.
        WITHHELD
    }

    public static Reason of(String name, String rule) {
        return new Reason(name, rule, false, false, Blinding.AS_OF_THE_ACT);
    }

    public Reason alwaysRecorded() {
        return new Reason(name, rule, true, hidden, blinding);
    }

    public Reason asIfAbsent() {
        return new Reason(name, rule, recorded, true, blinding);
    }

    public Reason shown() {
        return new Reason(name, rule, recorded, hidden, Blinding.SHOWN);
    }

    public Reason withheld() {
        return new Reason(name, rule, recorded, hidden, Blinding.WITHHELD);
    }

    /// The refusal, without any evidence.
    public Refusal refusal() {
        return Refusal.of(this);
    }

    /// The refusal with a piece of evidence that everybody may see who may see the refusal.
    public Refusal with(String evidence, Object value) {
        return refusal().with(evidence, value);
    }
}
