package org.trialbook.verify.randomization;

/// An event that has a part in the allocation and is not as section 10 of `docs/format.md` says.
final class UnreadableEventException extends Exception {

    /// The text is bounded, so that whoever wrote the event can't fill an inspector's screen.
    private static final int LONGEST = 200;

    UnreadableEventException(String reason) {
        super(reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason);
    }

    /// What is not as it has to be.
    String reason() {
        return String.valueOf(getMessage());
    }
}
