package org.trialbook.trial.consent;

import java.time.LocalDate;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Record that the subject signed the informed consent.
///
/// @param consentVersion the version of the information sheet and form that was signed
public record SignConsent(ActContext context, SubjectId subject, LocalDate signedOn, String consentVersion)
        implements OnSubject {}
