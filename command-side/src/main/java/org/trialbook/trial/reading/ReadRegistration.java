package org.trialbook.trial.reading;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Visit;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides whether a recording is registered for reading: once per visit and modality, as the protocol plans it.
public final class ReadRegistration extends SubjectDecision<RegisterRead> {

    private static final SubjectRules<RegisterRead> SHARED =
            new SubjectRules<>("register-read", act -> act.context().occurredOn());
    private static final List<Rule<RegisterRead, Chart>> RULES = Rules.and(
            SHARED.ofFact(),
            new Rule<>("the visit plans the modality", ReadRegistration::planned),
            new Rule<>("the code is new", ReadRegistration::newCode),
            new Rule<>("it is not registered yet", ReadRegistration::notRegistered));

    public ReadRegistration() {
        super("register-read", RegisterRead.class);
    }

    @Override
    public Boundary boundary(RegisterRead act) {
        return super.boundary(act)
                .andTagged(new EventTag(EventTag.READ, act.read().value()));
    }

    @Override
    public Outcome decide(RegisterRead act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new ReadRegistered(
                        act.context().study(),
                        act.read(),
                        act.subject(),
                        act.subject().site(),
                        act.visit(),
                        act.modality(),
                        act.media(),
                        act.mediaHash())));
    }

    private static @Nullable Refusal planned(RegisterRead act, Chart chart) {
        Protocol protocol = Objects.requireNonNull(chart.protocol());
        Visit visit = protocol.visit(act.visit()).orElse(null);
        if (visit == null) {
            return new UnknownCode(
                    "visit",
                    act.visit(),
                    protocol.visits().stream().map(Visit::code).toList());
        }
        return visit.reads().contains(act.modality())
                ? null
                : new UnknownCode("modality of " + visit.code(), act.modality(), visit.reads());
    }

    private static @Nullable Refusal notRegistered(RegisterRead act, Chart chart) {
        return chart.history().orElseThrow().reads().containsKey(act.visit() + "/" + act.modality())
                ? new AlreadyRecorded("the %s of visit %s".formatted(act.modality(), act.visit()))
                : null;
    }

    private static @Nullable Refusal newCode(RegisterRead act, Chart chart) {
        return chart.history().orElseThrow().reads().containsValue(act.read().value())
                ? new ReadRefusal.CodeTaken()
                : null;
    }
}
