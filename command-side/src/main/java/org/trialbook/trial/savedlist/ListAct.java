package org.trialbook.trial.savedlist;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.trialbook.access.Role;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SavedLists;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.ListEvent.ListRemoved;
import org.trialbook.event.ListEvent.ListSaved;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.rules.SharedReasons;

/// What acts on lists have in common. The lists of somebody who may know the allocation are sealed, and those that the
/// same person saved before are not looked at with them.
abstract class ListAct<B> extends Act<StudyId, B, ListAct.Lists> {
    ListAct(String name, Class<B> body) {
        super(
                name,
                Target.STUDY,
                body,
                Stream.concat(SITE_STAFF.stream(), OVERSIGHT.stream()).toArray(Role[]::new));
    }

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public final boolean endsWithTheLock() {
        return false;
    }

    @Override
    public final Boundary boundary(Command<StudyId, B> command) {
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTypes(ListSaved.class)
                .andTypes(ListRemoved.class);
    }

    /// What has to be known.
    public static final class Lists implements Fold {
        private final SavedLists open = new SavedLists(false);
        private final SavedLists sealed = new SavedLists(true);
        private StudyBlinding blinding = StudyBlinding.NONE;

        @Override
        public void apply(RecordedEvent recorded) {
            blinding = blinding.after(recorded.event());
            open.apply(recorded.event(), recorded.recordedAt(), recorded.actor());
            sealed.apply(recorded.event(), recorded.recordedAt(), recorded.actor());
        }

        SavedLists open() {
            return open;
        }

        SavedLists sealed() {
            return sealed;
        }
    }

    @Override
    public final Lists initial(Command<StudyId, B> command) {
        return new Lists();
    }

    @Override
    protected final List<Rule<Command<StudyId, B>, Lists>> rules() {
        List<Rule<Command<StudyId, B>, Lists>> rules = new ArrayList<>(
                List.of((command, state) -> state.blinding.published() ? null : SharedReasons.noProtocol()));
        rules.addAll(further());
        return rules;
    }

    /// What else it asks for.
    abstract List<Rule<Command<StudyId, B>, Lists>> further();

    static boolean sealed(Command<?, ?> command, Lists state) {
        return !state.blinding.blinded(command.actor().role().storedName());
    }

    /// Those that are kept as the caller's would be.
    static SavedLists lists(Command<?, ?> command, Lists state) {
        return sealed(command, state) ? state.sealed : state.open;
    }
}
