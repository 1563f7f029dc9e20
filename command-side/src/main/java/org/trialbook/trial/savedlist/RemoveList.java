package org.trialbook.trial.savedlist;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SavedLists;
import org.trialbook.event.ListEvent.ListRemoved;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;

/// Puts a list of one's own away, shared or not; another can be saved under its name. One of somebody else is refused
/// as one that was never saved.
public final class RemoveList extends ListAct<RemoveList.Body> {
    private static final Reason NO_SUCH_LIST =
            Reason.of("no-such-list", "Whoever saved a list puts it away, by the name that they gave it.");

    /// @param list its name
    public record Body(@Text(longest = 80) String list) {}

    public RemoveList() {
        super("remove-list", Body.class);
    }

    @Override
    List<Rule<Command<StudyId, Body>, Lists>> further() {
        return List.of(RemoveList::own);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, Lists state) {
        String list = command.body().list();
        boolean sealed = sealed(command, state) && has(command, state.sealed());
        return Outcome.recorded(new ListRemoved(
                command.study(), command.actor().site(), sealed ? null : list, sealed ? Sealed.of(list) : null));
    }

    private static @Nullable Refusal own(Command<StudyId, Body> command, Lists state) {
        // Whoever came to know the allocation still puts away what they saved before, as it was saved.
        return has(command, state.open()) || (sealed(command, state) && has(command, state.sealed()))
                ? null
                : NO_SUCH_LIST.with("list", command.body().list());
    }

    private static boolean has(Command<StudyId, Body> command, SavedLists lists) {
        return lists.of(command.actor().id(), command.body().list()).isPresent();
    }
}
