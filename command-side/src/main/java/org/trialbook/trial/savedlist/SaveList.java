package org.trialbook.trial.savedlist;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.ListableQuestion;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SavedLists.Kept;
import org.trialbook.event.ListEvent.ListSaved;
import org.trialbook.event.SavedList;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;

/// Keeps a question with its filters under a name. A shared one is shown to those who may ask the question: at the
/// same site, or everywhere where whoever saves it works at none. Whoever opens it asks the question in their own
/// right.
public final class SaveList extends ListAct<SaveList.Body> {
    private static final int MOST = 100;

    private static final Reason NAME_TAKEN = Reason.of(
            "list-name-taken", "An account has one list of a name; another takes its place after remove-list.");
    private static final Reason TOO_MANY =
            Reason.of("too-many-lists", "An account keeps up to a hundred lists; remove-list makes room.");
    private static final Reason NOT_ASKED =
            Reason.of("question-not-open-to-you", "A list asks a question that whoever saves it may ask.");

    /// @param list its name
    /// @param question its name, such as `queries`
    /// @param filters as in its address, such as `site=01&status=open`; empty for none
    /// @param shared whether others are shown it who may ask the question
    public record Body(
            @Text(longest = 80) String list,
            @Text(longest = 40) String question,
            @Text(longest = 300, form = Text.Form.NOTE) String filters,
            boolean shared) {
        public Body {
            if (!ListFilters.wellFormed(filters)) {
                throw new ProblemException(Problems.invalidField("filters", "as in an address: site=01&status=open"));
            }
        }
    }

    public SaveList() {
        super("save-list", Body.class);
    }

    @Override
    List<Rule<Command<StudyId, Body>, Lists>> further() {
        return List.of(SaveList::mayAsk, SaveList::knownFilters, SaveList::nameFree, SaveList::room);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, Lists state) {
        Body body = command.body();
        boolean sealed = sealed(command, state);
        SavedList list = new SavedList(body.list(), body.question(), body.filters(), body.shared());
        return Outcome.recorded(new ListSaved(
                command.study(), command.actor().site(), sealed ? null : list, sealed ? Sealed.of(list) : null));
    }

    private static Optional<ListableQuestion> question(Command<StudyId, Body> command) {
        return ListableQuestion.named(command.body().question());
    }

    private static @Nullable Refusal mayAsk(Command<StudyId, Body> command, Lists state) {
        String asked = command.body().question();
        ListableQuestion question = question(command).orElse(null);
        if (question == null) {
            return SharedReasons.unknownCode(
                    "question",
                    asked,
                    ListableQuestion.ALL.stream()
                            .map(each -> each.permission().name())
                            .toList());
        }
        boolean open = question.permission().openTo(command.actor().role())
                && (!question.permission().unblinded() || sealed(command, state));
        return open ? null : NOT_ASKED.with("question", asked);
    }

    private static @Nullable Refusal knownFilters(Command<StudyId, Body> command, Lists state) {
        return ListFilters.refusal(
                question(command).orElseThrow(), command.body().filters());
    }

    private static @Nullable Refusal nameFree(Command<StudyId, Body> command, Lists state) {
        Optional<Kept> there =
                lists(command, state).of(command.actor().id(), command.body().list());
        return there.isPresent() ? NAME_TAKEN.with("list", command.body().list()) : null;
    }

    private static @Nullable Refusal room(Command<StudyId, Body> command, Lists state) {
        return lists(command, state).of(command.actor().id()).size() < MOST ? null : TOO_MANY.with("most", MOST);
    }
}
