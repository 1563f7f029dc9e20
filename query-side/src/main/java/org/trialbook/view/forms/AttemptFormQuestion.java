package org.trialbook.view.forms;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.ImplantPlan;
import org.trialbook.protocol.MissingReason;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// What the protocol asks of a subject's attempt at the implant. How attempts went is no part of it: the protocol is
/// for all to read.
public final class AttemptFormQuestion extends Question<QuestionAnswer> {

    private static final Seals SEALED =
            new Seals(Map.of(ImplantPlan.FORM, new Seals.OnForm(true, Collections.emptySortedMap())));

    public AttemptFormQuestion() {
        super(
                QuestionPermission.of("implant-attempt-form").and(SITE_STAFF).and(OVERSIGHT),
                "/subjects/{subject}/implant-attempt",
                List.of());
    }

    /// @param items each sealed, and without an answer
    record AttemptForm(
            String subject,
            String label,
            List<FormQuestion.AskedItem> items,
            List<FormCheck> checks,
            List<MissingReason> missingReasons) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        String subject = parameters.subject().value();
        SubjectView view = snapshot.one(SUBJECTS, subject).orElseThrow(NoSuchException::subject);
        Protocol protocol = new SubjectProtocols(snapshot, parameters)
                .of(view)
                .filter(published -> published.implant().any())
                .orElseThrow(FormQuestion::none);
        Form form = protocol.implant().form();
        return QuestionAnswer.whole(new AttemptForm(
                subject,
                form.label(),
                OpenForm.unanswered(caller, form, SEALED),
                form.checks(),
                FormQuestion.missingReasons(protocol, form)));
    }
}
