package org.trialbook.trial.query;

import java.util.List;
import java.util.regex.Pattern;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.QueryStates;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.ManySubjectsAct;

/// Closes several answered queries, of whichever subjects; see [CloseQuery].
public final class CloseQueries extends ManySubjectsAct<StudyId, CloseQueries.Body, CloseQuery.Body, QueryStates> {
    private static final Pattern QUERY = Pattern.compile("[0-9]{2,3}-[0-9]{3,4}/[QS][0-9]{1,6}");

    /// @param queries each once, by its subject and its number, such as `01-003/Q1`
    public record Body(
            @Text(longest = 20) List<String> queries, @Text String because) {
        public Body {
            requireEachOnce("queries", queries);
            if (!queries.stream().allMatch(query -> QUERY.matcher(query).matches())) {
                throw new ProblemException(
                        Problems.invalidField("queries", "each by its subject and its number, such as 01-003/Q1"));
            }
        }
    }

    public CloseQueries() {
        super("close-queries", Target.STUDY, Body.class, new CloseQuery());
    }

    @Override
    protected List<Part<CloseQuery.Body>> parts(Command<StudyId, Body> command) {
        String because = command.body().because();
        return command.body().queries().stream()
                .map(query -> query.split("/", 2))
                .map(query -> new Part<>(
                        new SubjectId(query[0]), new CloseQuery.Body(query[1], because), String.join("/", query)))
                .toList();
    }
}
