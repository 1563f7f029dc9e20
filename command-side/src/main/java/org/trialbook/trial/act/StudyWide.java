package org.trialbook.trial.act;

import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;

/// The part of what a decision knows that is of the whole study, such as every randomization. It grows with the trial,
/// so a decision goes on from what an earlier one knew and sources only what was recorded since; the condition of its
/// append covers all of it nevertheless.
public abstract class StudyWide implements Fold {
    private long next;

    /// Whose every event it takes in: types, whatever their tags.
    public abstract Boundary boundary();

    /// Whether it is the same whoever is asked for: it takes in nothing that is withheld from the blinded, and looks at
    /// nothing sealed. Then one is kept for all, and it is told every event with its sealed fields closed.
    public boolean sameForAll() {
        return false;
    }

    /// One that knows nothing yet.
    protected abstract StudyWide empty();

    /// Knows what an earlier one of its kind knows, and leaves that one as it is whatever follows.
    protected abstract void goOnFrom(StudyWide earlier);

    /// Takes an event in, each once and in the record's order.
    protected abstract void take(RecordedEvent recorded);

    /// The position from which it has to be told what happened.
    final long next() {
        return next;
    }

    /// A boundary may name an event that this one knows already.
    @Override
    public final void apply(RecordedEvent recorded) {
        if (recorded.position() >= next) {
            next = recorded.position() + 1;
            take(recorded);
        }
    }

    final void takeUp(StudyWide earlier) {
        next = earlier.next;
        goOnFrom(earlier);
    }

    final StudyWide copy() {
        StudyWide copy = empty();
        copy.takeUp(this);
        return copy;
    }
}
