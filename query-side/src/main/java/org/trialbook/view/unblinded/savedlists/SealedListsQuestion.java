package org.trialbook.view.unblinded.savedlists;

import java.util.Set;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.savedlists.ListedLists;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.Shown;

/// The lists of those who may know the allocation; see [ListedLists].
public final class SealedListsQuestion extends Question<Shown> {
    private final OpenedEvents opened;

    public SealedListsQuestion(OpenedEvents opened) {
        super(SharedQuestions.UNBLINDED_LISTS, "/unblinded/lists", PAGES);
        this.opened = opened;
    }

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return new Shown(ListedLists.answer(true, opened, snapshot, caller, parameters), Set.of());
    }
}
