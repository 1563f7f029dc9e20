package org.trialbook.trial.visit;

import java.time.LocalDate;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Record that a visit took place.
public record RecordVisit(ActContext context, SubjectId subject, String visit, LocalDate doneOn) implements OnSubject {}
