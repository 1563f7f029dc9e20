package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.trialbook.access.Caller;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.ListEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
import org.trialbook.store.LineMetadata;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Decider;
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

    public <T, B> Then when(Asked<T, B> asked) {
        return new Then(decide(asked, history));
    }

    /// What becomes of it.
    public static <T, B> Outcome decide(Asked<T, B> asked, List<TrialEvent> history) {
        Decider<Command<T, B>, Fold> decider = DeclaredActs.deciderOf(asked.act());
        Fold state = stateOf(decider, asked.command(), history);
        return asked.act().outcome(asked.command().context(), decider.decide(asked.command(), state));
    }

    /// What the decider knows once it has asked for all that it wants to see.
    static <C> Fold stateOf(Decider<C, Fold> decider, C command, List<TrialEvent> history) {
        Fold state = decider.initial(command);
        Boundary sourced = Boundary.none();
        Boundary next = decider.boundary(command);
        while (!next.criteria().isEmpty()) {
            for (int position = 0; position < history.size(); position++) {
                if (within(next, history.get(position))) {
                    state.apply(recorded(history.get(position), position));
                }
            }
            sourced = sourced.and(next);
            next = decider.further(command, state).without(sourced);
        }
        return state;
    }

    /// The event as it would stand at that position of a record. A list is the data manager's: whose it is, the line
    /// alone says.
    public static RecordedEvent recorded(TrialEvent event, long position) {
        return new RecordedEvent(
                event,
                position,
                Sha256.leaf(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                HotCrt.NOW,
                null,
                event instanceof ListEvent
                        ? new EventLine.Actor("data-manager", "Dana Dvorak", "data-manager", null)
                        : new EventLine.Actor("somebody", "Somebody", "investigator", "01"));
    }

    /// Who recorded the event, as a message says it; of most it does not matter.
    public static Map<String, String> author(TrialEvent event) {
        Caller owner = HotCrt.DATA_MANAGER;
        return event instanceof ListEvent
                ? Map.of(
                        LineMetadata.ACTOR_ID, owner.id(),
                        LineMetadata.ACTOR_NAME, owner.name(),
                        LineMetadata.ACTOR_ROLE, owner.role().storedName())
                : Map.of();
    }

    /// The events as they would stand in a record.
    public static List<RecordedEvent> recorded(List<TrialEvent> history) {
        return java.util.stream.IntStream.range(0, history.size())
                .mapToObj(position -> recorded(history.get(position), position))
                .toList();
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
