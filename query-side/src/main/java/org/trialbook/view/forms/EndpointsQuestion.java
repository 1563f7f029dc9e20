package org.trialbook.view.forms;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.casebook.Endpoints;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Seals;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// A subject's endpoints as the newest version of the protocol defines them, computed from the answers as they stand,
/// each form scored and computed as the version says under which it was recorded. One that
/// reads what tells the arm is named and not computed, whoever asks.
public final class EndpointsQuestion extends Question<QuestionAnswer> {

    public EndpointsQuestion() {
        super(
                QuestionPermission.of("endpoints", ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/subjects/{subject}/endpoints",
                List.of());
    }

    /// @param endpoints in the protocol's order
    record EndpointsAnswer(String subject, List<Endpoints.Computed> endpoints) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SubjectId subject = parameters.subject();
        SubjectView view = snapshot.one(SUBJECTS, subject.value()).orElseThrow(NoSuchException::subject);
        FormStates states = RecordedForms.of(parameters.record(), subject, snapshot.size());
        Seals seals = RecordedForms.seals(parameters.record(), snapshot.size());
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        return QuestionAnswer.whole(new EndpointsAnswer(
                subject.value(),
                protocols
                        .newest()
                        .map(protocol -> Endpoints.of(
                                protocol,
                                seals,
                                view.added(),
                                form -> states.entries(form).entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey,
                                                recorded -> recorded.getValue().standing())),
                                instance -> states.form(instance)
                                        .flatMap(state -> protocols.of(view, state.position()))
                                        .flatMap(version -> version.form(instance.form())),
                                view.progress().withdrawal()))
                        .orElse(List.of())));
    }
}
