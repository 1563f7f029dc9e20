package org.trialbook.trial.preparedlist;

import static org.trialbook.access.Role.STATISTICIAN;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.StudyEvent.PreparedListRevealed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;

/// Shows a list that was prepared elsewhere to everybody: after the study was unblinded, and only one to which a
/// version of the protocol has committed. From here on everybody can recompute the allocation.
public final class RevealPreparedList extends Act<StudyId, RevealPreparedList.Body, RevealPreparedList.State> {
    /// What fits an event.
    static final int MOST_CHARACTERS = 32_000;

    private static final Reason STUDY_NOT_UNBLINDED =
            Reason.of("study-still-blinded", "The list gives arms away: it is revealed after the study was unblinded.");
    private static final Reason NOT_COMMITTED_TO =
            Reason.of("no-such-commitment", "A list is revealed to which a version of the protocol has committed.");
    private static final Reason ALREADY_REVEALED = Reason.of("list-already-revealed", "Each list is revealed once.");
    private static final Reason NOT_HELD =
            Reason.of("list-not-held", "The process that reveals a list holds it; whoever prepared it hands it over.");

    private final PreparedLists lists;

    /// @param list the commitment, as it stands in the protocol
    public record Body(@Text(form = Text.Form.SHA256) String list) {}

    /// @param lists as the process was given them
    public RevealPreparedList(PreparedLists lists) {
        super("reveal-prepared-list", Target.STUDY, Body.class, STATISTICIAN);
        this.lists = lists;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTypes(StudyUnblinded.class)
                .andTypes(PreparedListRevealed.class);
    }

    public static final class State implements Fold {
        private final Set<String> committed = new HashSet<>();
        private final Set<String> revealed = new HashSet<>();
        private boolean unblinded;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished published -> {
                    Protocol version = Protocols.of(published);
                    Stream.of(
                                    Optional.ofNullable(version.allocation().list()),
                                    Optional.ofNullable(version.kits()).map(KitPlan::list))
                            .flatMap(Optional::stream)
                            .forEach(committed::add);
                }
                case StudyUnblinded _ -> unblinded = true;
                case PreparedListRevealed shown -> revealed.add(shown.list());
                default -> {}
            }
        }
    }

    @Override
    public State initial(Command<StudyId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, State>> rules() {
        return List.of(
                (command, state) -> state.unblinded ? null : STUDY_NOT_UNBLINDED.refusal(),
                (command, state) -> refuse(state.committed.contains(list(command)), NOT_COMMITTED_TO, command),
                (command, state) -> refuse(!state.revealed.contains(list(command)), ALREADY_REVEALED, command),
                (command, state) -> refuse(lists.text(list(command)).isPresent(), NOT_HELD, command));
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        String text = lists.text(list(command)).orElseThrow();
        int parts = (text.length() + MOST_CHARACTERS - 1) / MOST_CHARACTERS;
        List<TrialEvent> events = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            int from = (part - 1) * MOST_CHARACTERS;
            events.add(new PreparedListRevealed(
                    command.study(),
                    list(command),
                    part,
                    parts,
                    text.substring(from, Math.min(text.length(), from + MOST_CHARACTERS))));
        }
        return new Outcome.Recorded(events);
    }

    private static String list(Command<StudyId, Body> command) {
        return command.body().list();
    }

    private static @Nullable Refusal refuse(boolean holds, Reason otherwise, Command<StudyId, Body> command) {
        return holds ? null : otherwise.with("list", list(command));
    }
}
