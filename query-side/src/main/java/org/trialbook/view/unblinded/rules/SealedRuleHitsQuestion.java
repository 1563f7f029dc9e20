package org.trialbook.view.unblinded.rules;

import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.rules.ListedRuleHits;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.Shown;

/// What every rule finds, those that read what is sealed among them; see [ListedRuleHits].
public final class SealedRuleHitsQuestion extends Question<Shown> {
    private final OpenedEvents opened;

    public SealedRuleHitsQuestion(OpenedEvents opened) {
        super(SharedQuestions.UNBLINDED_RULE_HITS, "/unblinded/rule-hits", ListedRuleHits.PARAMETERS);
        this.opened = opened;
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        ListedRuleHits.Answered answered = new ListedRuleHits(snapshot, caller, parameters, opened, false).answer();
        return new Shown(answered.answer(), answered.subjects());
    }
}
