package org.trialbook.trial.unblinding;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.protocol.Unblinding;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.subject.SubjectRules;

/// Decides whether the use of an envelope is entered: one that was issued for the subject. That it was opened is a
/// fact; it is entered even when the study has been unblinded since.
public final class CodeBreak extends BlindDecision<EnterCodeBreak> {

    private static final BlindRules<EnterCodeBreak> SHARED = new BlindRules<>("enter-code-break", SubjectRules::day);
    private static final List<Rule<EnterCodeBreak, Blind>> RULES = SHARED.and(
            new Rule<>("an envelope of the issue holds the subject's arm", CodeBreak::issued),
            SHARED.code("emergency reason", Unblinding::emergencyReasons, EnterCodeBreak::reason));

    public CodeBreak() {
        super("enter-code-break", EnterCodeBreak.class);
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    public Outcome decide(EnterCodeBreak act, Blind blind) {
        return Rule.firstBroken(RULES, act, blind)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new SubjectUnblinded(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        blind.next(),
                        "code-break",
                        act.reason(),
                        act.recipient(),
                        act.issue(),
                        SubjectRules.day(act, blind.chart()),
                        Sealed.of(act.note()))));
    }

    private static @Nullable Refusal issued(EnterCodeBreak act, Blind blind) {
        return blind.envelopes().getOrDefault(act.issue(), Set.of()).contains(act.subject())
                ? null
                : new UnblindingRefusal.NotInTheEnvelopes(act.issue());
    }
}
