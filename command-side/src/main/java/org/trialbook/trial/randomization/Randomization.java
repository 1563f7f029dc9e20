package org.trialbook.trial.randomization;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.PermutedBlocks;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.randomization.RandomizationRefusal.AlreadyRandomized;
import org.trialbook.trial.randomization.RandomizationRefusal.SeedNotCommitted;
import org.trialbook.trial.randomization.RandomizationRefusal.TargetReached;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.ChartFold;
import org.trialbook.trial.subject.SubjectRules;

/// Decides a randomization. Its boundary is the subject's chart and every randomization of the study: the target and
/// the stratum's count hold under any concurrency, with no lock.
public final class Randomization implements Decision<RandomizeSubject, Randomization.State> {

    /// @param chart the subject's chart
    /// @param commitment the seed commitment published with the protocol
    /// @param randomized subject → randomization number, for the whole study
    /// @param perStratum stratum → subjects randomized in it
    public record State(
            Chart chart,
            @Nullable String commitment,
            Map<SubjectId, Integer> randomized,
            Map<String, Integer> perStratum) {}

    private static final SubjectRules<RandomizeSubject> SUBJECT =
            new SubjectRules<>("randomize", act -> act.context().occurredOn());

    private final AllocationSeed seed;
    private final List<Rule<RandomizeSubject, State>> rules;

    public Randomization(AllocationSeed seed) {
        this.seed = seed;
        this.rules = List.of(
                onChart(SUBJECT.protocolPublished()),
                onChart(SUBJECT.subjectRegistered()),
                onChart(SUBJECT.siteOpen()),
                new Rule<>("the subject is not randomized yet", Randomization::notRandomized),
                onChart(SUBJECT.notWithdrawn()),
                onChart(SUBJECT.happened()),
                onChart(SUBJECT.inOrder()),
                onChart(SUBJECT.notBeforeWhatComesFirst()),
                new Rule<>("the target is not reached", Randomization::targetNotReached),
                new Rule<>("the seed is the one committed to", this::seedCommitted));
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
        return Boundary.ofSubject(act.subject()).andTypes(SubjectRandomized.class);
    }

    @Override
    public State initial(RandomizeSubject act) {
        return new State(Chart.empty(), null, Map.of(), Map.of());
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case ProtocolPublished published ->
                new State(
                        ChartFold.evolve(state.chart(), event),
                        published.seedCommitment(),
                        state.randomized(),
                        state.perStratum());
            case SubjectRandomized randomized -> counted(state, randomized);
            default -> charted(state, event);
        };
    }

    /// A randomization of any subject counts; the chart of the subject asked about does not need its own.
    private static State counted(State state, SubjectRandomized event) {
        Map<SubjectId, Integer> randomized = new HashMap<>(state.randomized());
        randomized.put(event.subject(), event.randomizationNumber());
        Map<String, Integer> perStratum = new HashMap<>(state.perStratum());
        perStratum.merge(event.stratum(), 1, Integer::sum);
        return new State(state.chart(), state.commitment(), randomized, perStratum);
    }

    private static State charted(State state, TrialEvent event) {
        return new State(
                ChartFold.evolve(state.chart(), event), state.commitment(), state.randomized(), state.perStratum());
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
        String stratum = stratum(act.subject(), protocol, state.chart());
        int index = state.perStratum().getOrDefault(stratum, 0);
        return new SubjectRandomized(
                act.context().study(),
                act.subject(),
                act.subject().site(),
                act.context().occurredOn(),
                stratum,
                state.randomized().size() + 1,
                Sealed.of(sequence(protocol).arm(stratum, index)));
    }

    private PermutedBlocks sequence(Protocol protocol) {
        Map<ArmCode, Integer> ratio = new LinkedHashMap<>();
        protocol.arms().forEach(arm -> ratio.put(arm.code(), arm.ratio()));
        return new PermutedBlocks(
                seed, protocol.study(), ratio, protocol.allocation().blockSizes());
    }

    private static String stratum(SubjectId subject, Protocol protocol, Chart chart) {
        Map<String, String> levels = new TreeMap<>(chart.history().orElseThrow().strata());
        if (protocol.allocation().stratifyBySite()) {
            levels.put("site", subject.site().value());
        }
        return levels.entrySet().stream()
                .map(level -> level.getKey() + "=" + level.getValue())
                .collect(Collectors.joining(";"));
    }

    private static Rule<RandomizeSubject, State> onChart(Rule<RandomizeSubject, Chart> rule) {
        return new Rule<>(rule.name(), (act, state) -> rule.check().apply(act, state.chart()));
    }

    private static @Nullable Refusal notRandomized(RandomizeSubject act, State state) {
        Integer number = state.randomized().get(act.subject());
        return number == null ? null : new AlreadyRandomized(act.subject(), number);
    }

    private static @Nullable Refusal targetNotReached(RandomizeSubject act, State state) {
        int target = Objects.requireNonNull(state.chart().protocol()).target();
        return state.randomized().size() < target ? null : new TargetReached(target);
    }

    private @Nullable Refusal seedCommitted(RandomizeSubject act, State state) {
        return seed.commitment(act.context().study()).equals(state.commitment()) ? null : new SeedNotCommitted();
    }
}
