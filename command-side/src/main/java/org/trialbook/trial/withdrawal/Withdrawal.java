package org.trialbook.trial.withdrawal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectWithdrawn;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.TooEarly;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.Chart.History;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides a withdrawal: once, with one of the protocol's reasons, and of no day before what is recorded. What was
/// recorded stays.
public final class Withdrawal extends SubjectDecision<WithdrawSubject> {

    private static final SubjectRules<WithdrawSubject> SHARED =
            SubjectRules.dated("withdraw", WithdrawSubject::withdrawnOn);
    private static final List<Rule<WithdrawSubject, Chart>> RULES = Rules.and(
            SHARED.ofDecision(),
            new Rule<>("the subject was registered by then", Withdrawal::registeredBefore),
            new Rule<>("nothing is recorded for a later day", Withdrawal::nothingLater),
            new Rule<>("the protocol has the reason", Withdrawal::knownReason));

    public Withdrawal() {
        super("withdraw", WithdrawSubject.class);
    }

    @Override
    public Outcome decide(WithdrawSubject act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new SubjectWithdrawn(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        act.withdrawnOn(),
                        act.reason(),
                        Sealed.of(act.note()))));
    }

    private static @Nullable Refusal registeredBefore(WithdrawSubject act, Chart chart) {
        String first = "register-subject";
        return chart.history()
                .flatMap(history -> history.when(first))
                .filter(act.withdrawnOn()::isBefore)
                .map(registered -> new TooEarly(act.withdrawnOn(), first, registered))
                .orElse(null);
    }

    /// Whoever is dead by a day was not seen after it. Only what the blinded are told of is asked: further attempts at
    /// an implant have no say, or a date tried would tell of them.
    private static @Nullable Refusal nothingLater(WithdrawSubject act, Chart chart) {
        return chart.history()
                .map(History::latest)
                .filter(latest -> act.withdrawnOn().isBefore(latest.on()))
                .map(latest -> new RecordedLater(act.withdrawnOn(), latest))
                .orElse(null);
    }

    private static @Nullable Refusal knownReason(WithdrawSubject act, Chart chart) {
        List<String> known = Objects.requireNonNull(chart.protocol()).withdrawalReasons().stream()
                .map(Choice::code)
                .toList();
        return known.contains(act.reason()) ? null : new UnknownCode("withdrawal reason", act.reason(), known);
    }
}
