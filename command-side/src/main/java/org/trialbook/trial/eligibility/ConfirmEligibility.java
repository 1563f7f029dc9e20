package org.trialbook.trial.eligibility;

import java.time.LocalDate;
import java.util.Map;
import org.trialbook.event.SubjectId;
import org.trialbook.event.Value;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Answer every eligibility question; whether the subject is eligible is computed.
public record ConfirmEligibility(
        ActContext context, SubjectId subject, LocalDate assessedOn, Map<String, Value> answers) implements OnSubject {}
