package org.trialbook.event;

import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What is said of one subject's forms beside what stands on them.
public sealed interface FormEvent extends SubjectEvent {

    /// A form was added to one of the subject's visits; from then on it is the visit's like those that the protocol has
    /// there. That it was, everybody is told who is told of forms. Why may tell the arm.
    @Stored("FormAdded")
    record FormAdded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String visit,
            String form,
            @Padded(2304) Sealed<String> because)
            implements FormEvent, ToBlinded.ShownWithoutSealedFields {}
}
