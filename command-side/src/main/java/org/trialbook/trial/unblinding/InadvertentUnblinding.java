package org.trialbook.trial.unblinding;

import java.util.List;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.protocol.Unblinding;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;

/// Decides whether an inadvertent unblinding is recorded. Whoever reports it need not know the arm, and is not told.
public final class InadvertentUnblinding extends BlindDecision<ReportUnblinding> {

    private static final BlindRules<ReportUnblinding> SHARED =
            new BlindRules<>("report-unblinding", (act, chart) -> act.on());
    private static final List<Rule<ReportUnblinding, Blind>> RULES =
            SHARED.and(SHARED.code("inadvertent reason", Unblinding::inadvertentReasons, ReportUnblinding::reason));

    public InadvertentUnblinding() {
        super("report-unblinding", ReportUnblinding.class);
    }

    @Override
    public Outcome decide(ReportUnblinding act, Blind blind) {
        return Rule.firstBroken(RULES, act, blind)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new SubjectUnblinded(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        blind.next(),
                        "inadvertent",
                        act.reason(),
                        act.recipient(),
                        null,
                        act.on(),
                        Sealed.of(act.note()))));
    }
}
