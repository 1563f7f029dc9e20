package org.trialbook.trial.act;

import java.util.Map;
import org.trialbook.event.TrialEvent;

/// How an act is decided: a pure function of the act and the events within its boundary.
///
/// @param <A> the act
/// @param <S> what the decision needs to know
public interface Decision<A extends Act, S> {

    /// The act's name, as in its URL: `randomize`.
    String act();

    /// The class of the act.
    Class<A> acts();

    Boundary boundary(A act);

    /// What else it looks at once it knows so much: such as the reads of a subject's recordings, whose codes only
    /// the subject's own events tell. Asked once, and conditioned like the boundary.
    default Boundary further(A act, S state) {
        return Boundary.none();
    }

    S initial(A act);

    /// The state after one more event. Sealed fields arrive open.
    S evolve(S state, TrialEvent event);

    Outcome decide(A act, S state);

    /// Whether the act is done by recording it, as a randomization is; what happened in the clinic is entered later.
    default boolean happensWhenRecorded() {
        return false;
    }

    /// What becomes of the act, whoever asks: what was decided, unless the act is dated to a time it can't have.
    default Outcome outcome(A act, S state) {
        Outcome decided = decide(act, state);
        return decided instanceof Outcome.Recorded
                        && happensWhenRecorded()
                        && act.context().atAnotherTime()
                ? new Outcome.Refused(new SequenceRefusal.HappensWhenRecorded(
                        act(), act.context().occurredAt(), act.context().now()))
                : decided;
    }

    /// What whoever acted is shown of an act that was recorded, beside the receipt: once, and not again when the
    /// request is repeated.
    default Map<String, String> shownOnce(A act, S state) {
        return Map.of();
    }

    /// Whether every refusal is itself recorded; see also [Refusal#recorded].
    default boolean recordsRefusals() {
        return false;
    }
}
