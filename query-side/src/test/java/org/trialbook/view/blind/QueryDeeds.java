package org.trialbook.view.blind;

import java.util.List;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.HitExcuse;
import org.trialbook.event.QueryChange;
import org.trialbook.event.QueryEvent;
import org.trialbook.event.RuleEvent;
import org.trialbook.view.projection.Story;

/// What is asked about a subject's data, by somebody and by rules, and what becomes of it.
final class QueryDeeds {
    private final GeneratedTrial trial;
    private final SubjectCourse course;
    private final boolean all;
    private int queries;
    private int sealedQueries;

    /// @param all whether everything happens
    QueryDeeds(GeneratedTrial trial, SubjectCourse course, boolean all) {
        this.trial = trial;
        this.course = course;
        this.all = all;
    }

    /// What somebody blinded asks moves nothing that is sealed; what somebody asks who knows is withheld, and of it
    /// there is as much as what they know lets them ask.
    void ask(String visit) {
        CasebookPlace place = CasebookPlace.item(visit, "ecg", "qrs-duration");
        if (all || trial.oneIn(3)) {
            String number = "Q" + ++queries;
            trial.done(
                    People.central(Role.MONITOR),
                    new QueryEvent.QueryOpened(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            number,
                            new DataQuery(
                                    place, null, trial.one(List.of("coordinator", "investigator")), "160 or 106?"),
                            null));
            if (trial.oneIn(2)) {
                trial.done(course.by(Role.COORDINATOR), changed(number, QueryChange.Step.ANSWERED));
            }
            if (trial.oneIn(2)) {
                trial.done(People.central(Role.MONITOR), changed(number, QueryChange.Step.CLOSED));
            }
        }
        for (int more = all ? 2 : trial.hidden.nextInt(3); more > 0; more--) {
            String number = "S" + ++sealedQueries;
            trial.hidden(
                    People.central(Role.UNBLINDED_MONITOR),
                    new QueryEvent.QueryOpened(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            number,
                            null,
                            Sealed.of(new DataQuery(
                                    CasebookPlace.item(visit, "ecg", "paced-capture"),
                                    null,
                                    "implanter",
                                    trial.secrets.words()))));
            trial.hidden(
                    course.by(Role.IMPLANTER),
                    new QueryEvent.QueryChanged(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            number,
                            null,
                            Sealed.of(new QueryChange(
                                    QueryChange.Step.ANSWERED,
                                    QueryChange.Outcome.CONFIRMED,
                                    null,
                                    trial.secrets.words()))));
        }
    }

    /// Of what rules find: as with queries, what somebody says who knows is withheld, whatever it is about.
    void excuse(String visit) {
        // No draw of its own: what else is told stays as it was.
        if (all || (course.subject.value() + visit).hashCode() % 3 == 0) {
            String inputs = "ab".repeat(32);
            trial.done(
                    People.central(Role.MONITOR),
                    new RuleEvent.RuleHitExcused(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            new HitExcuse("wide-qrs", visit, "ecg", null, inputs, "as the tracing shows"),
                            null));
            trial.hidden(
                    People.central(Role.UNBLINDED_MONITOR),
                    new RuleEvent.RuleHitExcused(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            null,
                            Sealed.of(new HitExcuse(
                                    "output-below-threshold",
                                    visit,
                                    "device",
                                    null,
                                    "cd".repeat(32),
                                    "paced otherwise, as is usual in " + course.arm))));
        }
    }

    private QueryEvent.QueryChanged changed(String number, QueryChange.Step step) {
        return new QueryEvent.QueryChanged(
                Story.STUDY,
                course.subject,
                course.site,
                number,
                new QueryChange(
                        step,
                        step == QueryChange.Step.ANSWERED ? QueryChange.Outcome.CONFIRMED : null,
                        null,
                        "as the source says"),
                null);
    }
}
