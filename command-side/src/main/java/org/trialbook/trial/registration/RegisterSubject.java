package org.trialbook.trial.registration;

import java.time.LocalDate;
import org.trialbook.event.SiteId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Register a person at screening.
///
/// @param sex `female`, `male` or `other`
public record RegisterSubject(ActContext context, SiteId site, LocalDate registeredOn, int birthYear, String sex)
        implements Act {}
