package org.trialbook.trial.assessment;

import java.time.LocalDate;
import java.util.Map;
import org.trialbook.event.SubjectId;
import org.trialbook.event.Value;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Record a form of a visit.
///
/// @param values item code → answer
public record RecordAssessment(
        ActContext context,
        SubjectId subject,
        String visit,
        String form,
        LocalDate assessedOn,
        Map<String, Value> values)
        implements OnSubject {}
