package org.trialbook.trial.unblinding;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Unblind a subject in an emergency.
///
/// @param reason a code of the protocol's reasons for an emergency
/// @param recipient who is told: name and function, at most 200 characters
/// @param note free text, at most 500 characters; sealed, because it may tell the arm
public record UnblindSubject(ActContext context, SubjectId subject, String reason, String recipient, String note)
        implements OnSubject {}
