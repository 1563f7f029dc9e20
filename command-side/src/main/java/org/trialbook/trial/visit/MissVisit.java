package org.trialbook.trial.visit;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Record that a visit did not take place.
///
/// @param reason a code of the protocol's reasons for missed visits
public record MissVisit(ActContext context, SubjectId subject, String visit, String reason) implements OnSubject {}
