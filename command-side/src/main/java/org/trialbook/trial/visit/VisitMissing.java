package org.trialbook.trial.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Act;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;
import org.trialbook.trial.subject.VisitDays;

/// Decides whether a visit is recorded as missed: once its window has closed, with one of the protocol's reasons.
public final class VisitMissing extends SubjectDecision<MissVisit> {

    private static final SubjectRules<MissVisit> SHARED = SubjectRules.timed("record-visit");
    private static final List<Rule<MissVisit, Chart>> RULES = Rules.and(
            SHARED.ofFact(),
            new Rule<>("the protocol has the visit", (act, chart) -> VisitDays.known(chart, act.visit())),
            new Rule<>("the protocol has the reason", VisitMissing::knownReason),
            new Rule<>("the visit is anchored", (act, chart) -> VisitDays.anchored(chart, act.visit())),
            new Rule<>("the visit is neither done nor missed", VisitMissing::open),
            new Rule<>("nothing was made at it", (act, chart) -> VisitDays.nothingMadeAt(chart, act.visit())),
            new Rule<>("the window has closed", VisitMissing::closed));

    public VisitMissing() {
        super("miss-visit", MissVisit.class);
    }

    @Override
    public Outcome decide(MissVisit act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new VisitMissed(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        act.visit(),
                        act.reason(),
                        window(act, chart).orElse(null))));
    }

    private static Optional<VisitWindow> window(MissVisit act, Chart chart) {
        return VisitDays.window(chart, act.visit());
    }

    private static @Nullable Refusal knownReason(MissVisit act, Chart chart) {
        List<String> known = Objects.requireNonNull(chart.protocol()).missedVisitReasons().stream()
                .map(Choice::code)
                .toList();
        return known.contains(act.reason()) ? null : new UnknownCode("missed-visit reason", act.reason(), known);
    }

    private static @Nullable Refusal open(MissVisit act, Chart chart) {
        Boolean done = chart.history().orElseThrow().visits().get(act.visit());
        return done == null
                ? null
                : done
                        ? new AlreadyRecorded("visit %s is done".formatted(act.visit()))
                        : new AlreadyRecorded("visit %s is missed".formatted(act.visit()), Act.RECORD_VISIT);
    }

    private static @Nullable Refusal closed(MissVisit act, Chart chart) {
        LocalDate day = SubjectRules.day(act, chart);
        return window(act, chart)
                .filter(window -> !day.isAfter(window.closes()))
                .map(window -> new VisitRefusal.WindowStillOpen(act.visit(), window.closes()))
                .orElse(null);
    }
}
