package org.trialbook.trial.implant;

import java.time.LocalDate;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Record one attempt to place a lead.
public record RecordImplantAttempt(ActContext context, SubjectId subject, LocalDate performedOn, ImplantAttempt detail)
        implements OnSubject {}
