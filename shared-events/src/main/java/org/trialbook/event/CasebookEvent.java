package org.trialbook.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What is done with forms that were recorded: they are signed, verified at the source, frozen and locked. None of it
/// changes an answer.
public sealed interface CasebookEvent extends SubjectEvent {

    /// Somebody signed forms as they stood. The printed name and the time are those of the line.
    @Stored("FormsSigned")
    record FormsSigned(StudyId study, SubjectId subject, SiteId site, SignatureMeaning meaning, List<SignedForm> forms)
            implements CasebookEvent, ToBlinded.Shown {}

    /// Forms were frozen or locked, or are so no longer. It voids no signature.
    ///
    /// @param place a form, a visit or all of the subject, also as far as nothing is recorded there yet
    @Stored("FormLockChanged")
    record FormLockChanged(
            StudyId study, SubjectId subject, SiteId site, CasebookPlace place, FormLock step, String because)
            implements CasebookEvent, ToBlinded.Shown {}

    /// Answers were compared with the source (ICH E6(R3): source data verification). Somebody blinded compares what is
    /// open; what somebody else compares, and that they do, could tell what they looked at, and is withheld.
    ///
    /// @param place an item, a form, a visit or all of the subject; null where `sealed` holds it
    /// @param sealed null where `place` holds it
    @Stored("SourceVerified")
    record SourceVerified(
            StudyId study,
            SubjectId subject,
            SiteId site,
            @Nullable CasebookPlace place,
            @Padded(512) @Nullable Sealed<CasebookPlace> sealed)
            implements CasebookEvent {
        @Override
        public Knowledge toBlinded() {
            return place == null ? Knowledge.WITHHELD : Knowledge.SHOWN_WITHOUT_SEALED_FIELDS;
        }
    }
}
