package org.trialbook.view.forms;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.FormStatus;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.MissingReason;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The entries of a subject's form, of one that repeats or stands outside of any visit, each with its answers and
/// why they were replaced; `visit` narrows it to one visit. What reveals the arm is named as sealed, and no answer
/// to it is here.
public final class EntriesQuestion extends Question<QuestionAnswer> {
    public EntriesQuestion() {
        super(
                QuestionPermission.of("entries", ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/subjects/{subject}/forms/{form}",
                List.of("visit"));
    }

    /// @param outsideVisits whether it belongs to no visit
    /// @param filledInBy the roles that fill it in; all that fill in forms when empty
    /// @param items what an entry asks for, without answers
    /// @param next the first number that is free behind the others; null where the form does not repeat
    /// @param entries by visit, in the order of their numbers
    record EntriesAnswer(
            String subject,
            String form,
            String label,
            boolean repeats,
            boolean outsideVisits,
            List<String> filledInBy,
            List<FormQuestion.AskedItem> items,
            List<FormCheck> checks,
            List<MissingReason> missingReasons,
            @Nullable String next,
            List<Entry> entries) {}

    /// @param visit null of a form that stands outside of any visit
    /// @param key null of a form that does not repeat
    /// @param status how far it is, in one word
    /// @param withheld whether anything of it is sealed: an item without an answer may have one
    /// @param kept soft check → why recorded answers break it; of a form with something sealed none is told
    /// @param broken the checks that open answers break as they stand, also for what was corrected elsewhere since
    /// @param elsewhere what its formulas, conditions and checks read beside its own answers
    record Entry(
            @Nullable String visit,
            @Nullable String key,
            FormStatus status,
            LocalDate assessedOn,
            boolean withheld,
            List<FormQuestion.AskedItem> items,
            SortedMap<String, String> kept,
            List<String> broken,
            List<FormQuestion.ReadElsewhere> elsewhere) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SubjectId subject = parameters.subject();
        SubjectView view = snapshot.one(SUBJECTS, subject.value()).orElseThrow(NoSuchException::subject);
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        String code = parameters.variable("form");
        Seals seals = RecordedForms.seals(parameters.record(), snapshot.size());
        String visit = parameters.text("visit");
        FormStates states = RecordedForms.of(parameters.record(), subject, snapshot.size());
        SortedMap<FormInstance, FormState> entries = states.entries(code);
        // A version that leaves the form out leaves what was recorded.
        Protocol protocol = Stream.concat(
                        protocols.of(view).stream(),
                        entries.values().stream().flatMap(entry -> protocols.of(view, entry.position()).stream()))
                .filter(version -> version.form(code).isPresent())
                .findFirst()
                .orElseThrow(FormQuestion::none);
        Form form = protocol.form(code).orElseThrow();
        if (visit != null) {
            entries.keySet().removeIf(instance -> !visit.equals(instance.visit()));
        }
        return QuestionAnswer.whole(new EntriesAnswer(
                subject.value(),
                form.code(),
                form.label(),
                form.repeats(),
                form.outsideVisits(),
                form.filledInBy(),
                OpenForm.unanswered(caller, form, seals),
                form.checks(),
                FormQuestion.missingReasons(protocol, form),
                form.repeats() ? next(entries) : null,
                entries.entrySet().stream()
                        .map(entry -> entry(
                                caller,
                                protocols
                                        .of(view, entry.getValue().position())
                                        .filter(held -> held.form(form.code()).isPresent())
                                        .orElse(protocol),
                                seals,
                                states,
                                entry.getKey(),
                                entry.getValue()))
                        .toList()));
    }

    private static String next(SortedMap<FormInstance, FormState> entries) {
        return Integer.toString(1
                + entries.keySet().stream().mapToInt(FormInstance::number).max().orElse(0));
    }

    private static Entry entry(
            Caller caller, Protocol protocol, Seals seals, FormStates states, FormInstance instance, FormState state) {
        Form form = protocol.form(instance.form()).orElseThrow();
        OpenForm open = new OpenForm(protocol, form, seals, states, instance, state.assessedOn());
        return new Entry(
                instance.visit(),
                instance.key(),
                states.standing().status(instance),
                state.assessedOn(),
                state.withheld(),
                open.items(caller),
                seals.anyOn(form.code()) ? Collections.emptySortedMap() : state.kept(),
                open.broken(),
                open.elsewhere());
    }
}
