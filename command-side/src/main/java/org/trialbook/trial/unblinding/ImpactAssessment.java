package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.UnblindingAssessed;
import org.trialbook.protocol.Unblinding;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.act.SequenceRefusal.TooEarly;
import org.trialbook.trial.subject.SubjectRules;

/// Decides an assessment: of an unblinding that happened, once.
public final class ImpactAssessment extends BlindDecision<AssessUnblinding> {

    private static final SubjectRules<AssessUnblinding> SUBJECT = SubjectRules.timed("assess-unblinding");
    private static final List<Rule<AssessUnblinding, Blind>> RULES = List.of(
            BlindRules.onChart(SUBJECT.protocolPublished()),
            BlindRules.onChart(SUBJECT.subjectRegistered()),
            BlindRules.onChart(SUBJECT.happened()),
            new Rule<>("the subject was unblinded", ImpactAssessment::happened),
            new Rule<>("it had happened by then", ImpactAssessment::notBefore),
            new Rule<>("it is assessed once", ImpactAssessment::once),
            new BlindRules<AssessUnblinding>("assess-unblinding", SubjectRules::day)
                    .code("impact", Unblinding::impacts, AssessUnblinding::impact));

    public ImpactAssessment() {
        super("assess-unblinding", AssessUnblinding.class);
    }

    @Override
    public Outcome decide(AssessUnblinding act, Blind blind) {
        return Rule.firstBroken(RULES, act, blind)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new UnblindingAssessed(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        act.unblinding(),
                        act.impact(),
                        Sealed.of(act.note()))));
    }

    private static @Nullable Refusal happened(AssessUnblinding act, Blind blind) {
        return blind.unblindings().containsKey(act.unblinding())
                ? null
                : new UnblindingRefusal.NoSuchUnblinding(
                        act.unblinding(), blind.unblindings().size());
    }

    private static @Nullable Refusal notBefore(AssessUnblinding act, Blind blind) {
        LocalDate day = SubjectRules.day(act, blind.chart());
        LocalDate unblinded = Objects.requireNonNull(blind.unblindings().get(act.unblinding()));
        return day.isBefore(unblinded) ? new TooEarly(day, "the unblinding", unblinded) : null;
    }

    private static @Nullable Refusal once(AssessUnblinding act, Blind blind) {
        return blind.assessed().contains(act.unblinding())
                ? new AlreadyRecorded("the assessment of unblinding " + act.unblinding())
                : null;
    }
}
