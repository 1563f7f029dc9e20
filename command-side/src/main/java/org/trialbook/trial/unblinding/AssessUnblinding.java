package org.trialbook.trial.unblinding;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Assess what an unblinding means for the subject's data.
///
/// @param unblinding its number, 1 for the subject's first
/// @param impact a code of the protocol's impacts
/// @param note free text, at most 500 characters; sealed, because it may tell the arm
public record AssessUnblinding(ActContext context, SubjectId subject, int unblinding, String impact, String note)
        implements OnSubject {}
