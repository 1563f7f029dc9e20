package org.trialbook.event;

import java.time.LocalDate;
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

    /// What a rule of the release found to be otherwise than the protocol says was recorded as a deviation. It reads
    /// nothing that is sealed or withheld, so that everybody may know of it.
    ///
    /// @param on the day of the visit, or of the randomization
    @Stored("FoundDeviationRecorded")
    record FoundDeviationRecorded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            FoundDeviation found,
            LocalDate on,
            @Padded(2304) Sealed<String> note)
            implements RuleEvent, ToBlinded.ShownWithoutSealedFields {}

    /// That a subject received another arm's treatment was recorded as a deviation, as the record showed it then.
    /// Withheld: that there is something to record tells the arm.
    @Stored("OtherArmTreatmentRecorded")
    record OtherArmTreatmentRecorded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            @Padded(256) Sealed<OtherArmTreatment> treatment,
            @Padded(2304) Sealed<String> note)
            implements RuleEvent, ToBlinded.Withheld {}
}
