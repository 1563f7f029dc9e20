package org.trialbook.verify.signatures;

/// One way in which a signature is not of what it names. The name is stable: scripts rely on it.
///
/// @param position of the signature
/// @param form where the form stands, such as `01-003 month-3/ecg`
/// @param what the leaf hash concerned, or what else there is to say
public record SignatureFinding(Kind kind, long position, String form, String what) {

    public enum Kind {
        /// A leaf hash of it is that of no event before it, and every event of the form is among the others.
        SIGNED_EVENT_MISSING("signed-event-missing", "no event before the signature has the leaf hash"),
        /// A leaf hash of it is that of no event before it, and an event of the form is not among the others.
        SIGNED_LEAF_DIFFERS(
                "signed-leaf-differs",
                "no event before the signature has the leaf hash, but one of the form is not signed"),
        SIGNED_FOR_ANOTHER_FORM("signed-for-another-form", "the leaf hash is of an event of"),
        SIGNED_FOR_ANOTHER_SUBJECT("signed-for-another-subject", "the leaf hash is of an event of"),
        /// All that it names is there, but the form was made of more.
        SIGNATURE_INCOMPLETE("signature-incomplete", "the form is made of an event that is not signed:"),
        /// The form stood as it was signed before with the same meaning: that is refused, so somebody put it there.
        SIGNATURE_REPEATED("signature-repeated", "the form was signed so before, at position"),
        /// The event can't be interpreted.
        UNREADABLE_EVENT("unreadable-event", "not as the format says:");

        private final String code;
        private final String sentence;

        Kind(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }
    }

    public String code() {
        return kind.code;
    }

    /// What was seen and what should have been, in a sentence.
    public String evidence() {
        return "%s: %s %s".formatted(form, kind.sentence, what);
    }
}
