package org.trialbook.trial.consent;

import java.util.List;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides whether a consent is recorded: once, before anything is done with the subject.
public final class Consent extends SubjectDecision<SignConsent> {

    private static final SubjectRules<SignConsent> SHARED = SubjectRules.dated("sign-consent", SignConsent::signedOn);
    private static final List<Rule<SignConsent, Chart>> RULES = Rules.and(SHARED.ofDecision(), SHARED.once());

    public Consent() {
        super("sign-consent", SignConsent.class);
    }

    @Override
    public Outcome decide(SignConsent act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new ConsentSigned(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        act.signedOn(),
                        act.consentVersion())));
    }
}
