package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.reading.ReadFamily;

/// Report that a reader learned the arm of whoever a read is of. A reader knows codes and no subjects.
///
/// @param family the read's recording, by which its subject is found
/// @param reason a code of the protocol's ways in which somebody learns an arm without being meant to
/// @param on the day on which it happened
/// @param note free text, at most 500 characters; sealed, because it may tell the arm
public record ReportReadUnblinding(
        ActContext context, ReadCode read, ReadFamily family, String reason, LocalDate on, String note)
        implements Act {}
