package org.trialbook.view.tasks;

import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.READER;
import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.casebook.CasebookProjection.CASEBOOKS;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.queries.QueryProjection.QUERIES;
import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.unblindings.UnblindingProjection.UNBLINDINGS;
import static org.trialbook.view.worklist.WorkListProjection.WORK_LIST;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.QueryState;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.casebook.ListedForms;
import org.trialbook.view.casebook.VerificationPlans;
import org.trialbook.view.course.Stage;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.forms.ExpectedForms;
import org.trialbook.view.matrix.MatrixRow;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.readresults.ReadView;
import org.trialbook.view.sites.SiteZones;
import org.trialbook.view.worklist.WorkItem;

/// What the caller's role has to do: site staff at their own site, readers their own reads. By how soon it
/// closes, and behind that what has no end. `on` is a day, and without it each site's own today.
public final class TasksQuestion extends Question<QuestionAnswer> {
    /// Behind every day.
    private static final String NO_END = "~";

    public TasksQuestion() {
        super(
                QuestionPermission.of("tasks", READER, MONITOR, DATA_MANAGER, SAFETY_BOARD)
                        .and(SITE_STAFF),
                "/tasks",
                List.of("limit", "on", "cursor"));
    }

    public enum Kind {
        /// The subject is registered, and has not consented.
        @JsonProperty("consent")
        CONSENT,
        /// The subject has consented, and the criteria are not answered.
        @JsonProperty("eligibility")
        ELIGIBILITY,
        /// The subject is eligible, and not randomized.
        @JsonProperty("randomization")
        RANDOMIZATION,
        /// The visit's window is open, or has closed, and it is recorded neither as done nor as missed.
        @JsonProperty("visit")
        VISIT,
        /// The visit took place, and a form of it is not recorded.
        @JsonProperty("form")
        FORM,
        /// An unblinding is to be assessed.
        @JsonProperty("unblinding")
        UNBLINDING,
        /// A query waits: open, for the role that it is assigned to; answered, for whoever opened it.
        @JsonProperty("query")
        QUERY,
        /// A form of the subject is signed by nobody as it stands; see `forms/status`.
        @JsonProperty("signature")
        SIGNATURE,
        /// An answer of the subject that the protocol's plan has compared with the source is not, as it stands.
        @JsonProperty("verification")
        VERIFICATION,
        /// A read is to be submitted.
        @JsonProperty("read")
        READ,
        /// A read is to be given to a reader.
        @JsonProperty("assignment")
        ASSIGNMENT
    }

    /// @param read the code of a read; null for everything about a subject
    /// @param query its number among the subject's, with the subject's; null of everything else
    /// @param closes the last day on which it is in time; null where there is none
    /// @param daysLate days since then; 0 while it is in time
    record Task(
            Kind kind,
            @Nullable String subject,
            @Nullable String visit,
            @Nullable String form,
            @Nullable String read,
            @Nullable String query,
            @Nullable LocalDate closes,
            long daysLate) {
        Task(
                Kind kind,
                @Nullable String subject,
                @Nullable String visit,
                @Nullable String form,
                @Nullable String read,
                @Nullable LocalDate closes,
                long daysLate) {
            this(kind, subject, visit, form, read, null, closes, daysLate);
        }

        private String key() {
            return "%s %s %s %s %s %s %s"
                    .formatted(closes == null ? NO_END : closes, subject, visit, kind, form, read, query);
        }
    }

    /// @param counts how many of each kind there are, over all pages
    record TasksAnswer(SortedMap<Kind, Integer> counts, List<Task> tasks) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        Tasks tasks = new Tasks();
        if (caller.role() == READER) {
            ownReads(snapshot, caller, tasks);
        } else if (caller.site() != null) {
            ofTheSite(snapshot, caller, parameters, tasks);
        } else if (caller.role() == DATA_MANAGER) {
            unassigned(snapshot, tasks);
        }
        if (caller.role() == INVESTIGATOR || caller.role() == SAFETY_BOARD) {
            unassessed(snapshot, caller, tasks);
        }
        queries(snapshot, caller, tasks);
        if (caller.role() == INVESTIGATOR) {
            casebooks(snapshot, caller, parameters, ListedForms.Waiting.SIGNATURE, Kind.SIGNATURE, tasks);
        }
        if (caller.role() == MONITOR) {
            casebooks(snapshot, caller, parameters, ListedForms.Waiting.PLANNED_VERIFICATION, Kind.VERIFICATION, tasks);
        }
        PageRequest.Page<Task> found = page.of(tasks.all);
        return found.answer(new TasksAnswer(tasks.counts, found.items()));
    }

    private static final class Tasks {
        private final SortedMap<String, Task> all = new TreeMap<>();
        private final SortedMap<Kind, Integer> counts = new TreeMap<>();

        void add(Task task) {
            all.put(task.key(), task);
            counts.merge(task.kind(), 1, Integer::sum);
        }
    }

    private static void ofTheSite(Snapshot snapshot, Caller caller, Parameters parameters, Tasks tasks) {
        LocalDate day = parameters.day("on");
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        SiteZones zones = new SiteZones(snapshot);
        Map<String, ExpectedForms> forms = new HashMap<>();
        for (SubjectView subject :
                SiteScope.subjects(snapshot.all(SUBJECTS), caller, null).values()) {
            Kind screening = screening(subject.stage());
            if (screening != null) {
                tasks.add(new Task(screening, subject.subject(), null, null, null, null, 0));
            }
            Protocol protocol = protocols.of(subject).orElse(null);
            if (protocol != null) {
                LocalDate on = day == null ? zones.today(subject.site(), parameters.now()) : day;
                visits(subject, protocol, on, tasks);
                ExpectedForms.of(protocols, forms, subject).of(subject, on).stream()
                        .filter(form -> form.visitDoneOn() != null)
                        .forEach(form ->
                                tasks.add(task(Kind.FORM, subject, form.visit(), form.form(), form.closes(), on)));
            }
        }
    }

    private static void casebooks(
            Snapshot snapshot,
            Caller caller,
            Parameters parameters,
            ListedForms.Waiting waiting,
            Kind kind,
            Tasks tasks) {
        VerificationPlans plans = new VerificationPlans(snapshot, caller, parameters);
        SiteScope.subjects(snapshot.all(CASEBOOKS), caller, null).values().stream()
                .filter(view -> waiting.ofAny(view.standing(), plans.of(view.subject())))
                .forEach(view -> tasks.add(new Task(kind, view.subject(), null, null, null, null, 0)));
    }

    /// Of the queries that everybody may know: those that are sealed are asked for below `unblinded`.
    private static void queries(Snapshot snapshot, Caller caller, Tasks tasks) {
        if (caller.role() == READER) {
            return;
        }
        String role = caller.role().storedName();
        SiteScope.subjects(snapshot.all(QUERIES), caller, null)
                .values()
                .forEach(view -> view.queries().values().stream()
                        .filter(query -> query.status() == QueryState.Status.OPEN
                                ? query.asked().assignedTo().equals(role)
                                : query.pending() && caller.id().equals(query.openedBy()))
                        .forEach(query -> tasks.add(new Task(
                                Kind.QUERY,
                                view.subject(),
                                query.asked().about().visit(),
                                query.asked().about().form(),
                                null,
                                query.query(),
                                null,
                                0))));
    }

    private static @Nullable Kind screening(Stage stage) {
        return switch (stage) {
            case REGISTERED -> Kind.CONSENT;
            case CONSENTED -> Kind.ELIGIBILITY;
            case ELIGIBLE -> Kind.RANDOMIZATION;
            case NOT_ELIGIBLE, RANDOMIZED, WITHDRAWN_BEFORE_RANDOMIZATION, WITHDRAWN -> null;
        };
    }

    private static void visits(SubjectView subject, Protocol protocol, LocalDate on, Tasks tasks) {
        MatrixRow.of(subject, protocol, on).visits().stream()
                .filter(cell -> cell.status().equals("due") || cell.status().equals("overdue"))
                .forEach(cell -> protocol.visit(cell.visit())
                        .flatMap(subject.schedule()::window)
                        .ifPresent(window ->
                                tasks.add(task(Kind.VISIT, subject, cell.visit(), null, window.closes(), on))));
    }

    private static Task task(
            Kind kind,
            SubjectView subject,
            String visit,
            @Nullable String form,
            @Nullable LocalDate closes,
            LocalDate on) {
        long late = closes == null ? 0 : Math.max(0, on.toEpochDay() - closes.toEpochDay());
        return new Task(kind, subject.subject(), visit, form, null, closes, late);
    }

    private static void unassessed(Snapshot snapshot, Caller caller, Tasks tasks) {
        SiteScope.subjects(snapshot.all(UNBLINDINGS), caller, null).values().stream()
                .filter(view -> view.notices().values().stream().anyMatch(notice -> notice.assessment() == null))
                .forEach(view -> tasks.add(new Task(Kind.UNBLINDING, view.subject(), null, null, null, null, 0)));
    }

    private static void ownReads(Snapshot snapshot, Caller caller, Tasks tasks) {
        Map<String, WorkItem> items = snapshot.all(WORK_LIST);
        items.forEach((code, item) -> {
            if (item.isOf(caller.id(), items::get) && item.status() == WorkItem.Status.ASSIGNED) {
                tasks.add(new Task(Kind.READ, null, null, null, code, null, 0));
            }
        });
    }

    private static void unassigned(Snapshot snapshot, Tasks tasks) {
        Map<String, ReadView> reads = snapshot.all(READS);
        reads.forEach((code, read) -> {
            if (read.status() == ReadView.Status.REGISTERED && !read.takenBack(reads::get)) {
                tasks.add(new Task(Kind.ASSIGNMENT, read.subject(), read.visit(), null, code, null, 0));
            }
        });
    }
}
