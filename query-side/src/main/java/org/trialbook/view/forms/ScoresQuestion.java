package org.trialbook.view.forms;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.casebook.AddedForms;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SubjectId;
import org.trialbook.instrument.Instrument;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormInstrument;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// What a subject's recorded forms score by their instruments, computed from the answers as they stand. Of a form
/// whose scored answers tell the arm, none are computed, whoever asks.
public final class ScoresQuestion extends Question<QuestionAnswer> {

    public ScoresQuestion() {
        super(
                QuestionPermission.of("scores", ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/subjects/{subject}/scores",
                List.of());
    }

    /// @param forms in the order of the visits
    record ScoresAnswer(String subject, List<ScoredForm> forms) {}

    /// @param visit null of a form that stands outside of any visit
    /// @param key which entry it is; null of a form that does not repeat
    /// @param assumptions of the instrument: what its source leaves open
    /// @param valueSet whose preferences an index is made of; null where none is computed
    /// @param sealed whether the scored answers tell the arm: then there are no scores
    record ScoredForm(
            @Nullable String visit,
            String form,
            @Nullable String key,
            LocalDate assessedOn,
            String instrument,
            String version,
            String source,
            List<String> assumptions,
            @Nullable String valueSet,
            boolean sealed,
            List<Instrument.Scored> scores) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SubjectId subject = parameters.subject();
        SubjectView view = snapshot.one(SUBJECTS, subject.value()).orElseThrow(NoSuchException::subject);
        FormStates states = RecordedForms.of(parameters.record(), subject, snapshot.size());
        Seals seals = RecordedForms.seals(parameters.record(), snapshot.size());
        return QuestionAnswer.whole(new ScoresAnswer(
                subject.value(),
                new SubjectProtocols(snapshot, parameters)
                        .of(view).stream()
                                .flatMap(protocol -> forms(protocol, view.added(), states, seals))
                                .toList()));
    }

    private static Stream<ScoredForm> forms(Protocol protocol, AddedForms added, FormStates states, Seals seals) {
        Stream<FormInstance> planned = protocol.visits().stream()
                .flatMap(Visit::each)
                .flatMap(visit -> added.with(visit, protocol).forms().stream()
                        .map(code -> new FormInstance(visit.code(), code, null)));
        Stream<FormInstance> outside = protocol.forms().stream()
                .filter(Form::outsideVisits)
                .map(form -> new FormInstance(null, form.code(), null));
        return Stream.concat(planned, outside)
                .flatMap(place ->
                        protocol.form(place.form()).stream().flatMap(form -> scored(place, form, states, seals)));
    }

    /// Every entry of the form in that place.
    private static Stream<ScoredForm> scored(FormInstance place, Form form, FormStates states, Seals seals) {
        @Nullable FormInstrument named = form.instrument();
        return named == null
                ? Stream.empty()
                : named.definition().stream()
                        .flatMap(instrument -> states.entries(form.code()).entrySet().stream()
                                .filter(entry -> Objects.equals(entry.getKey().visit(), place.visit()))
                                .map(entry ->
                                        scored(entry.getKey(), form, named, instrument, entry.getValue(), seals)));
    }

    private static ScoredForm scored(
            FormInstance place, Form form, FormInstrument named, Instrument instrument, FormState state, Seals seals) {
        boolean sealed = form.items().stream()
                .filter(item -> instrument.asked(item.code()).isPresent())
                .anyMatch(item -> seals.isSealed(form.code(), item));
        Map<String, String> answers = state.answers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> answer.getValue().value()));
        return new ScoredForm(
                place.visit(),
                form.code(),
                place.key(),
                state.assessedOn(),
                instrument.code(),
                instrument.version(),
                instrument.source(),
                instrument.assumptions(),
                named.values() == null ? null : named.values().name(),
                sealed,
                sealed ? List.of() : instrument.score(answers, named.values()));
    }
}
