package org.trialbook.trial.deviation;

import java.time.LocalDate;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Record a deviation.
///
/// @param deviation a code of the protocol's deviations
/// @param on the day on which it happened
/// @param note free text, at most 500 characters; sealed, because it may tell the arm
public record RecordDeviation(ActContext context, SubjectId subject, String deviation, LocalDate on, String note)
        implements OnSubject {}
