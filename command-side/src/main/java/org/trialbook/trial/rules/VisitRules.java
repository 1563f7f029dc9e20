package org.trialbook.trial.rules;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.VisitStates;
import org.trialbook.protocol.Anchors;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// Where a visit, and whatever belongs to it, can lie in time: after what it is counted from, and not at a visit that
/// did not take place. None of it depends on what is withheld from the blinded.
public final class VisitRules {
    private static final Reason NO_ANCHOR_YET = Reason.of(
            "visit-has-no-anchor-yet", "A visit's window is counted from the act that the protocol anchors it to.");
    private static final Reason WAS_MISSED = Reason.of(
            "visit-was-missed",
            "Nothing was filled in or recorded at a visit that was missed. Record the visit as done first, if it took"
                    + " place after all.");

    private VisitRules() {}

    /// The refusal when the protocol in force has no such visit; one that it had, and of which something was
    /// recorded, is there to be put right.
    public static @Nullable Refusal known(VisitStates visits, String code) {
        Protocol protocol = visits.subject().protocol();
        return protocol.visit(code).isPresent() || visits.state(code).isPresent()
                ? null
                : SharedReasons.unknownCode("visit", code, protocol.visitCodes());
    }

    /// The refusal when what the visit is counted from has not happened.
    public static @Nullable Refusal anchored(VisitStates visits, String code) {
        String anchor = visits.visit(code).anchor();
        return anchor == null || visits.window(code).isPresent()
                ? null
                : NO_ANCHOR_YET.with("visit", code).with("anchor", anchor);
    }

    /// The refusal of a day before what the visit is counted from, unless its window opens earlier.
    public static @Nullable Refusal notBeforeItsAnchor(VisitStates visits, String code, LocalDate day) {
        return visits.earliest(code)
                .filter(day::isBefore)
                .map(earliest -> SharedReasons.tooEarly(
                        day,
                        Anchors.act(Objects.requireNonNull(visits.visit(code).anchor())),
                        earliest))
                .orElse(null);
    }

    /// The refusal of what belongs to a visit that was recorded as missed, and not done since.
    public static @Nullable Refusal notMissed(VisitStates visits, String code) {
        return visits.state(code)
                .filter(VisitStates.State.MISSED::equals)
                .map(missed -> WAS_MISSED.with("visit", code))
                .orElse(null);
    }

    /// The refusal of what belongs to a visit that cannot have been yet, or not on that day, or that was missed.
    public static @Nullable Refusal canHaveBeen(VisitStates visits, String code, LocalDate day) {
        Refusal refusal = anchored(visits, code);
        if (refusal == null) {
            refusal = notBeforeItsAnchor(visits, code, day);
        }
        return refusal == null ? notMissed(visits, code) : refusal;
    }
}
