package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Report that somebody learned a subject's arm without being meant to.
///
/// @param reason a code of the protocol's ways in which that happens
/// @param recipient who learned it: name and function, at most 200 characters
/// @param on the day on which it happened
/// @param note free text, at most 500 characters; sealed, because it may tell the arm
public record ReportUnblinding(
        ActContext context, SubjectId subject, String reason, String recipient, LocalDate on, String note)
        implements OnSubject {}
