package org.trialbook.trial.withdrawal;

import java.time.LocalDate;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Withdraw a subject.
///
/// @param reason a code of the protocol's reasons for withdrawal
/// @param note free text, at most 500 characters; sealed, because it may tell the arm
public record WithdrawSubject(ActContext context, SubjectId subject, LocalDate withdrawnOn, String reason, String note)
        implements OnSubject {}
