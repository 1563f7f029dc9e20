package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.trialbook.event.EventTag;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;

/// Given what was recorded, when somebody acts, then this is recorded or refused. A decision is shown the events within
/// its boundary and no others, as the store would.
public final class Scenario {

    private final List<TrialEvent> history;

    private Scenario(List<? extends TrialEvent> history) {
        this.history = List.copyOf(history);
    }

    public static Scenario given(TrialEvent... history) {
        return new Scenario(List.of(history));
    }

    public static Scenario given(List<? extends TrialEvent> history, TrialEvent... more) {
        return new Scenario(HotCrt.and(history, more));
    }

    public Then when(Act act) {
        return new Then(decide(decisionOf(act), act));
    }

    /// The decision that this kind of act goes to.
    @SuppressWarnings("unchecked") // the act's class is what is looked for
    public static Decision<Act, Object> decisionOf(Act act) {
        return (Decision<Act, Object>) Decisions.all(HotCrt.SHARES).stream()
                .filter(decision -> decision.acts().isInstance(act))
                .findFirst()
                .orElseThrow();
    }

    private Outcome decide(Decision<Act, Object> decision, Act act) {
        return decision.outcome(act, stateOf(decision, act, history));
    }

    static Object stateOf(Decision<Act, Object> decision, Act act, List<TrialEvent> history) {
        Object state = folded(decision, decision.boundary(act), decision.initial(act), history);
        return folded(decision, decision.further(act, state), state, history);
    }

    private static Object folded(
            Decision<Act, Object> decision, Boundary boundary, Object before, List<TrialEvent> history) {
        Object state = before;
        for (TrialEvent event : history) {
            if (within(boundary, event)) {
                state = decision.evolve(state, event);
            }
        }
        return state;
    }

    /// Whether a boundary takes in an event: any criterion, all of its tags, one of its types.
    static boolean within(Boundary boundary, TrialEvent event) {
        return boundary.criteria().stream()
                .anyMatch(criterion ->
                        (criterion.types().isEmpty() || criterion.types().contains(event.getClass()))
                                && event.tags().containsAll(List.<EventTag>copyOf(criterion.tags())));
    }

    /// What became of the act.
    public record Then(Outcome outcome) {

        public void thenRecorded(TrialEvent... events) {
            assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
            assertThat(((Outcome.Recorded) outcome).events()).containsExactly(events);
        }

        /// The one event recorded, for tests that look at a part of it.
        public <E extends TrialEvent> E recorded(Class<E> type) {
            assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
            List<TrialEvent> events = ((Outcome.Recorded) outcome).events();
            assertThat(events).hasSize(1);
            assertThat(events.getFirst()).isInstanceOf(type);
            return type.cast(events.getFirst());
        }

        public void thenRefused(String name, Map<String, String> evidence) {
            thenRefused(name, evidence, Map.of());
        }

        public void thenRefused(String name, Map<String, String> evidence, Map<String, String> sealedEvidence) {
            Refusal refusal = refusal();
            assertThat(refusal.name()).isEqualTo(name);
            assertThat(refusal.evidence()).isEqualTo(evidence);
            assertThat(refusal.sealedEvidence()).isEqualTo(sealedEvidence);
            assertThat(refusal.rule()).isNotBlank();
        }

        public Refusal refusal() {
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            return ((Outcome.Refused) outcome).refusal();
        }
    }
}
