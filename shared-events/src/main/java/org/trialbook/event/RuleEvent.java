package org.trialbook.event;

import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What becomes of what a rule found, other than a query. As with queries, what somebody says who may know what is
/// sealed is sealed, whatever it is about.
public sealed interface RuleEvent extends SubjectEvent {

    /// @param excuse null where `sealed` holds it
    /// @param sealed null where `excuse` holds it
    @Stored("RuleHitExcused")
    record RuleHitExcused(
            StudyId study,
            SubjectId subject,
            SiteId site,
            @Nullable HitExcuse excuse,
            @Padded(2816) @Nullable Sealed<HitExcuse> sealed)
            implements RuleEvent {
        @Override
        public Knowledge toBlinded() {
            return excuse == null ? Knowledge.WITHHELD : Knowledge.SHOWN_WITHOUT_SEALED_FIELDS;
        }
    }
}
