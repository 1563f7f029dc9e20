package org.trialbook.trial.randomization;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.SeedShares;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.allocationseed.SeedCommitments;
import org.trialbook.trial.randomization.RandomizationRefusal.AlreadyRandomized;
import org.trialbook.trial.randomization.RandomizationRefusal.TargetReached;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.ChartFold;
import org.trialbook.trial.subject.ReadsAskedFor;
import org.trialbook.trial.subject.SubjectRules;

/// Decides a randomization. Its boundary is the subject's chart and every randomization of the study: the target and
/// whatever the method of allocation counts hold under any concurrency, with no lock.
public final class Randomization implements Decision<RandomizeSubject, Randomization.State> {

    /// @param chart the subject's chart
    /// @param commitments to the shares of the seed
    /// @param earlier every randomization of the study
    public record State(Chart chart, SeedCommitments commitments, Earlier earlier) {}

    private static final SubjectRules<RandomizeSubject> SUBJECT = new SubjectRules<>("randomize", SubjectRules::today);

    private final SeedShares shares;
    private final List<Rule<RandomizeSubject, State>> rules;

    public Randomization(SeedShares shares) {
        this.shares = shares;
        this.rules = List.of(
                onChart(SUBJECT.protocolPublished()),
                onChart(SUBJECT.subjectRegistered()),
                onChart(SUBJECT.mayKnowWhatItWaitsFor()),
                onChart(SUBJECT.siteOpen()),
                new Rule<>("the subject is not randomized yet", Randomization::notRandomized),
                onChart(SUBJECT.notWithdrawn()),
                onChart(SUBJECT.happened()),
                onChart(SUBJECT.inOrder()),
                onChart(SUBJECT.notBeforeWhatComesFirst()),
                onChart(SUBJECT.cameToWhatComesFirst()),
                new Rule<>("the target is not reached", Randomization::targetNotReached),
                new Rule<>("the seed is the one that both parties committed to", this::seedCommitted));
    }

    @Override
    public String act() {
        return "randomize";
    }

    @Override
    public Class<RandomizeSubject> acts() {
        return RandomizeSubject.class;
    }

    @Override
    public Boundary boundary(RandomizeSubject act) {
        return Boundary.ofSubject(act.subject())
                .andTypes(SeedShareCommitted.class)
                .andTypes(SubjectRandomized.class);
    }

    @Override
    public Boundary further(RandomizeSubject act, State state) {
        return ReadsAskedFor.boundary(act(), state.chart());
    }

    @Override
    public State initial(RandomizeSubject act) {
        return new State(Chart.empty(), SeedCommitments.none(), Earlier.NOBODY);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case SeedShareCommitted committed ->
                new State(state.chart(), state.commitments().and(committed), state.earlier());
            // A randomization of any subject counts; the chart of the subject asked about does not need its own.
            case SubjectRandomized randomized ->
                new State(state.chart(), state.commitments(), state.earlier().and(randomized));
            default -> new State(ChartFold.evolve(state.chart(), event), state.commitments(), state.earlier());
        };
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    public Outcome decide(RandomizeSubject act, State state) {
        return Rule.firstBroken(rules, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(allocate(act, state)));
    }

    private SubjectRandomized allocate(RandomizeSubject act, State state) {
        Protocol protocol = Objects.requireNonNull(state.chart().protocol());
        AllocationSeed seed = shares.seed(act.context().study()).orElseThrow();
        Stratum stratum = Stratum.of(
                state.chart().history().orElseThrow().strata(),
                protocol.allocation().stratifyBySite() ? act.subject().site() : null);
        return new SubjectRandomized(
                act.context().study(),
                act.subject(),
                act.subject().site(),
                SubjectRules.today(act, state.chart()),
                stratum.text(),
                state.earlier().count() + 1,
                Sealed.of(
                        AllocationMethod.of(protocol, seed).next(state.earlier().tally(), stratum)));
    }

    private static Rule<RandomizeSubject, State> onChart(Rule<RandomizeSubject, Chart> rule) {
        return new Rule<>(rule.name(), (act, state) -> rule.check().apply(act, state.chart()));
    }

    private static @Nullable Refusal notRandomized(RandomizeSubject act, State state) {
        Integer number = state.earlier().numberOf(act.subject());
        return number == null ? null : new AlreadyRandomized(act.subject(), number);
    }

    private static @Nullable Refusal targetNotReached(RandomizeSubject act, State state) {
        int target = Objects.requireNonNull(state.chart().protocol()).target();
        return state.earlier().count() < target ? null : new TargetReached(target);
    }

    private @Nullable Refusal seedCommitted(RandomizeSubject act, State state) {
        return state.commitments().refuse(shares, act.context().study());
    }
}
