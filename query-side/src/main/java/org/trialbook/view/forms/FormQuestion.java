package org.trialbook.view.forms;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.ComparedRange;
import org.trialbook.casebook.FormStanding;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.FormStatus;
import org.trialbook.casebook.VisitOutcome;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.MissingReason;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.sites.SiteZones;

/// A form of a subject's visit, or the entry `key` of one that repeats: how it is defined, in which days it
/// belongs, and how it stands, with each answer that was given and why it was replaced. What reveals the arm is
/// named as sealed, and no answer to it is here.
public final class FormQuestion extends Question<QuestionAnswer> {
    static final QuestionPermission PERMISSION =
            QuestionPermission.of("form", ENDPOINT_COMMITTEE).and(SITE_STAFF).and(OVERSIGHT);

    public FormQuestion() {
        super(PERMISSION, "/subjects/{subject}/visits/{visit}/forms/{form}", List.of("key"));
    }

    /// @param key which entry it is; null of a form that does not repeat, and where none is asked for
    /// @param repeats whether there are any number of entries
    /// @param status how far it is, in one word
    /// @param signatures the newest of each meaning
    /// @param window null where the visit has none, or what it is counted from has not happened
    /// @param visitDoneOn null while the visit is not recorded as done
    /// @param assessedOn null while the form is not recorded
    /// @param withheld whether anything of it is sealed: an item without an answer may have one
    /// @param checks what must hold between the answers; those that read what is sealed among them
    /// @param kept soft check → why recorded answers break it; of a form with something sealed none is told
    /// @param broken the checks that open answers break as they stand, also for what was corrected elsewhere since
    /// @param elsewhere what its formulas, conditions and checks read beside its own answers
    /// @param missingReasons the reasons that its items take instead of a value
    record FormAnswer(
            String subject,
            String visit,
            String form,
            @Nullable String key,
            String label,
            boolean repeats,
            FormStatus status,
            List<FormStanding.Signature> signatures,
            @Nullable VisitWindow window,
            @Nullable LocalDate visitDoneOn,
            @Nullable LocalDate assessedOn,
            boolean withheld,
            List<AskedItem> items,
            List<FormCheck> checks,
            SortedMap<String, String> kept,
            List<String> broken,
            List<ReadElsewhere> elsewhere,
            List<MissingReason> missingReasons) {}

    /// @param read as the protocol's expressions name it
    /// @param value as it stands; null where there is none, or it is sealed
    record ReadElsewhere(
            String read,
            String item,
            String label,
            boolean sealed,
            @Nullable ItemValue value) {}

    /// @param definition as the version asks it that held for the subject when the form was recorded; while it is
    ///     not, the one that holds now
    /// @param sealed whether its answer tells the arm
    /// @param value the answer as it stands, of a calculated item as it is computed now; null where there is none,
    ///     or it is sealed
    /// @param history the answers from the first to the newest
    /// @param normal what was normal where the subject is on the form's day, as now known, and where the answer
    ///     lies; null of an item that has no normal range, and where nobody has said one
    record AskedItem(
            Item definition,
            boolean sealed,
            @Nullable ItemValue value,
            List<Given> history,
            @Nullable ComparedRange normal) {}

    /// @param value null where the answer was withdrawn
    /// @param because why it replaced the one before; null for the first
    record Given(
            @Nullable ItemValue value,
            @Nullable String because,
            Instant recordedAt,
            @Nullable String by,
            @Nullable String role) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SubjectId subject = parameters.subject();
        SubjectView view = snapshot.one(SUBJECTS, subject.value()).orElseThrow(NoSuchException::subject);
        String key = key(parameters);
        FormInstance instance = new FormInstance(parameters.variable("visit"), parameters.variable("form"), key);
        FormStates states = RecordedForms.of(parameters.record(), subject, snapshot.size());
        FormState state = states.form(instance).orElse(null);
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        Protocol protocol = (state == null ? protocols.of(view) : protocols.of(view, state.position()))
                .orElseThrow(FormQuestion::none);
        Visit visit = protocol.visit(parameters.variable("visit"))
                .map(planned -> view.added().with(planned, protocol))
                .filter(planned -> planned.forms().contains(parameters.variable("form")))
                .orElseThrow(FormQuestion::none);
        Form form = protocol.form(parameters.variable("form")).orElseThrow(FormQuestion::none);
        Seals seals = RecordedForms.seals(parameters.record(), snapshot.size());
        OpenForm open = new OpenForm(
                protocol, form, seals, states, instance, new SiteZones(snapshot).today(view.site(), parameters.now()));
        VisitOutcome outcome = view.visits().outcomes().get(visit.code());
        return QuestionAnswer.whole(new FormAnswer(
                subject.value(),
                visit.code(),
                form.code(),
                key,
                form.label(),
                form.repeats(),
                states.standing().status(instance),
                states.standing().of(instance).map(FormStanding::signatures).orElse(List.of()),
                view.schedule().window(visit).orElse(null),
                outcome == null ? null : outcome.doneOn(),
                state == null ? null : state.assessedOn(),
                state != null && state.withheld(),
                open.items(caller),
                form.checks(),
                state == null || seals.anyOn(form.code()) ? Collections.emptySortedMap() : state.kept(),
                open.broken(),
                open.elsewhere(),
                missingReasons(protocol, form)));
    }

    /// The reasons that the items of a form take instead of a value.
    static List<MissingReason> missingReasons(Protocol protocol, Form form) {
        return protocol.missingReasons().stream()
                .filter(reason ->
                        form.items().stream().anyMatch(item -> item.missing().contains(reason.code())))
                .toList();
    }

    private static @Nullable String key(Parameters parameters) {
        String key = parameters.text("key");
        if (key != null && !FormInstance.isKey(key)) {
            throw new ProblemException(Problems.malformedParameter("key"));
        }
        return key;
    }

    static ProblemException none() {
        return new ProblemException(Problems.noSuchPath());
    }
}
