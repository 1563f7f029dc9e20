package org.trialbook.trial.unblinding;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Enter that an envelope was opened while the record could not be reached.
///
/// @param issue which of the site's issues of envelopes it was from
/// @param reason a code of the protocol's reasons for an emergency
/// @param recipient who opened it: name and function, at most 200 characters
/// @param note free text, at most 500 characters; sealed, because it may tell the arm
public record EnterCodeBreak(
        ActContext context, SubjectId subject, int issue, String reason, String recipient, String note)
        implements OnSubject {}
