package org.trialbook.trial.act;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What decisions of this process have known of the whole study: of each kind the furthest. It is only ever made from
/// the record, and gone when the process ends.
final class StudyWideFolds {
    private record Kind(Class<? extends StudyWide> of, boolean blinded) {
        static Kind of(StudyWide wide, boolean blinded) {
            return new Kind(wide.getClass(), blinded && !wide.sameForAll());
        }
    }

    private final Map<Kind, StudyWide> furthest = new ConcurrentHashMap<>();

    /// Lets a decision that knows nothing yet know what an earlier one knew.
    ///
    /// @param blinded whether sealed fields are closed in what it will be told
    void takeUp(StudyWide wide, boolean blinded) {
        StudyWide earlier = furthest.get(Kind.of(wide, blinded));
        if (earlier != null) {
            wide.takeUp(earlier);
        }
    }

    /// Keeps what a decision knows before it goes on to decide.
    void keep(StudyWide wide, boolean blinded) {
        furthest.merge(
                Kind.of(wide, blinded),
                wide.copy(),
                (earlier, later) -> later.next() > earlier.next() ? later : earlier);
    }
}
