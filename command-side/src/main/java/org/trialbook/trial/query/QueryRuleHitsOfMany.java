package org.trialbook.trial.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.RuleStates;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.ManySubjectsAct;

/// Asks the sites about everything that a rule finds with several subjects; see [QueryRuleHits].
public final class QueryRuleHitsOfMany
        extends ManySubjectsAct<StudyId, QueryRuleHitsOfMany.Body, QueryRuleHits.Body, RuleStates> {
    /// @param rule its code
    /// @param subjects with whom it finds something, each once
    /// @param assignedTo the role at the site that answers; absent: the one that the rule names
    public record Body(
            @Text(longest = 40) String rule,
            List<SubjectId> subjects,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String assignedTo) {
        public Body {
            requireEachOnce("subjects", subjects);
        }
    }

    public QueryRuleHitsOfMany() {
        super("query-rule-hits-of-many", Target.STUDY, Body.class, new QueryRuleHits());
    }

    @Override
    protected List<Part<QueryRuleHits.Body>> parts(Command<StudyId, Body> command) {
        Body body = command.body();
        QueryRuleHits.Body each = new QueryRuleHits.Body(body.rule(), body.assignedTo());
        return body.subjects().stream()
                .map(subject -> new Part<>(subject, each, subject.value()))
                .toList();
    }
}
