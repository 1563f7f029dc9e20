package org.trialbook.trial.deviation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.DeviationRecorded;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.TooEarly;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides whether a deviation is recorded. It changes nothing else: whoever was randomized wrongly stays randomized
/// (ICH E9, intention to treat), and whoever has withdrawn may have deviated before.
public final class Deviation extends SubjectDecision<RecordDeviation> {

    private static final SubjectRules<RecordDeviation> SHARED =
            SubjectRules.dated("record-deviation", RecordDeviation::on);
    private static final List<Rule<RecordDeviation, Chart>> RULES = List.of(
            SHARED.protocolPublished(),
            SHARED.subjectRegistered(),
            SHARED.happened(),
            new Rule<>("the subject was registered by then", Deviation::registeredBefore),
            new Rule<>("the protocol has the deviation", Deviation::known));

    public Deviation() {
        super("record-deviation", RecordDeviation.class);
    }

    @Override
    public Outcome decide(RecordDeviation act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new DeviationRecorded(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        act.deviation(),
                        act.on(),
                        Sealed.of(act.note()))));
    }

    private static @Nullable Refusal registeredBefore(RecordDeviation act, Chart chart) {
        String first = "register-subject";
        return chart.history()
                .flatMap(history -> history.when(first))
                .filter(act.on()::isBefore)
                .map(registered -> new TooEarly(act.on(), first, registered))
                .orElse(null);
    }

    private static @Nullable Refusal known(RecordDeviation act, Chart chart) {
        List<String> known = Objects.requireNonNull(chart.protocol()).deviations().stream()
                .map(Choice::code)
                .toList();
        return known.contains(act.deviation()) ? null : new UnknownCode("deviation", act.deviation(), known);
    }
}
