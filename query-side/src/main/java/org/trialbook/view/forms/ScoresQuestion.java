package org.trialbook.view.forms;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.casebook.AddedForms;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.CasebookPlace;
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

    /// @param forms in the order of the visits; what is planned no more behind the others
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
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        List<FormInstance> recorded =
                new ArrayList<>(states.within(CasebookPlace.SUBJECT).values());
        recorded.sort(Comparator.comparingInt(order(protocols.of(view), view.added()))
                .thenComparingInt(FormInstance::number));
        return QuestionAnswer.whole(new ScoresAnswer(
                subject.value(),
                recorded.stream()
                        .flatMap(place -> scored(place, protocols, view, states, seals).stream())
                        .toList()));
    }

    /// As the version that holds for the subject plans the forms; behind them what it plans no more.
    private static ToIntFunction<FormInstance> order(Optional<Protocol> holds, AddedForms added) {
        List<FormInstance> planned = holds.stream()
                .flatMap(protocol -> Stream.concat(
                        protocol.visits().stream()
                                .flatMap(Visit::each)
                                .flatMap(visit -> added.with(visit, protocol).forms().stream()
                                        .map(code -> new FormInstance(visit.code(), code, null))),
                        protocol.forms().stream()
                                .filter(Form::outsideVisits)
                                .map(form -> new FormInstance(null, form.code(), null))))
                .toList();
        return place -> {
            int at = planned.indexOf(new FormInstance(place.visit(), place.form(), null));
            return at < 0 ? planned.size() : at;
        };
    }

    /// By the instrument of the version under which the form was recorded, for ever: a later one may name another, or
    /// none.
    private static Optional<ScoredForm> scored(
            FormInstance place, SubjectProtocols protocols, SubjectView view, FormStates states, Seals seals) {
        FormState state = states.form(place).orElseThrow();
        return protocols
                .of(view, state.position())
                .flatMap(version -> version.form(place.form()))
                .flatMap(form -> Optional.ofNullable(form.instrument())
                        .flatMap(named -> named.definition()
                                .map(instrument -> scored(place, form, named, instrument, state, seals))));
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
