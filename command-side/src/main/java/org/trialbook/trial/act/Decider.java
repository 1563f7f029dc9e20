package org.trialbook.trial.act;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;

/// How a command is decided (Chassaing): a pure function of the command and the events within its boundary.
///
/// @param <C> the command
/// @param <S> what has to be known to decide it
public interface Decider<C, S extends Fold> {

    Boundary boundary(C command);

    /// What else it looks at once it knows so much: such as the reads of a subject's recordings, whose codes only the
    /// subject's own events tell. It is asked again until it names nothing new, and conditioned like the boundary.
    default Boundary further(C command, S state) {
        return Boundary.none();
    }

    S initial(C command);

    /// One that knows nothing yet of what [#studyWide(Fold)] is a part of the state, so that it can be folded before
    /// anybody asks; null where there is none.
    default @Nullable StudyWide studyWide() {
        return null;
    }

    /// The part of the state that is of the whole study; null where there is none. What the boundary names of it is
    /// sourced only from where an earlier decision knew it.
    default @Nullable StudyWide studyWide(S state) {
        return null;
    }

    Outcome decide(C command, S state);

    /// What it would come to in full, where there is more to tell of it than what stands against it; null otherwise.
    /// Nothing is recorded of it.
    default @Nullable Object preview(C command, S state) {
        return null;
    }

    /// What stands against the command, whatever it will say: the decision run dry. Null when nothing does, as far
    /// as that can be told.
    ///
    /// @throws org.trialbook.blinding.StillSealedException when it depends on what is sealed from who asks
    @Nullable
    Refusal objection(C command, S state);
}
