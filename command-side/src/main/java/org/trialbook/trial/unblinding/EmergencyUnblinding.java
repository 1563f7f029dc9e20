package org.trialbook.trial.unblinding;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.protocol.Unblinding;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.subject.SubjectRules;

/// Decides an emergency unblinding: of a randomized subject, for one of the protocol's reasons. What it comes to, the
/// arm, is shown to whoever acted, once.
public final class EmergencyUnblinding extends BlindDecision<UnblindSubject> {

    private static final BlindRules<UnblindSubject> SHARED = new BlindRules<>("unblind-subject", SubjectRules::today);
    private static final List<Rule<UnblindSubject, Blind>> RULES = SHARED.and(
            SHARED.stillBlind(), SHARED.code("emergency reason", Unblinding::emergencyReasons, UnblindSubject::reason));

    public EmergencyUnblinding() {
        super("unblind-subject", UnblindSubject.class);
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(UnblindSubject act, Blind blind) {
        return Rule.firstBroken(RULES, act, blind)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new SubjectUnblinded(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        blind.next(),
                        "emergency",
                        act.reason(),
                        act.recipient(),
                        null,
                        SubjectRules.today(act, blind.chart()),
                        Sealed.of(act.note()))));
    }

    @Override
    public Map<String, String> shownOnce(UnblindSubject act, Blind blind) {
        return Map.of(
                "arm",
                Objects.requireNonNull(blind.chart().history().orElseThrow().arm())
                        .value());
    }
}
