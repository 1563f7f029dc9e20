package org.trialbook.view.rules;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.util.function.UnaryOperator;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// What rules find that read nothing sealed; see [ListedRuleHits].
public final class RuleHitsQuestion extends Question<QuestionAnswer> {
    public RuleHitsQuestion() {
        super(
                QuestionPermission.of("rule-hits").and(SITE_STAFF).and(OVERSIGHT),
                "/rule-hits",
                ListedRuleHits.PARAMETERS);
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return new ListedRuleHits(snapshot, caller, parameters, UnaryOperator.identity(), true)
                .answer()
                .answer();
    }
}
