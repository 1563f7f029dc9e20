package org.trialbook.view.savedlists;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.util.function.UnaryOperator;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The lists that everybody may know; see [ListedLists].
public final class ListsQuestion extends Question<QuestionAnswer> {
    public ListsQuestion() {
        super(QuestionPermission.of("lists").and(SITE_STAFF).and(OVERSIGHT), "/lists", PAGES);
    }

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return ListedLists.answer(false, UnaryOperator.identity(), snapshot, caller, parameters);
    }
}
