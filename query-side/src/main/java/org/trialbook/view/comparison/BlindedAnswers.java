package org.trialbook.view.comparison;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.access.Role;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.agreement.AgreementEndpoint;
import org.trialbook.view.answer.AudienceIndex;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.matrix.MatrixEndpoint;
import org.trialbook.view.overview.OverviewEndpoint;
import org.trialbook.view.projection.Folding;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.Versioned;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.projection.Views;
import org.trialbook.view.readresults.ReadResultsEndpoint;
import org.trialbook.view.record.RecordEndpoint;
import org.trialbook.view.sites.SitesEndpoint;
import org.trialbook.view.timeline.TimelineEndpoint;
import org.trialbook.view.unblindings.UnblindingsEndpoint;
import org.trialbook.view.worklist.WorkListEndpoint;

/// Everything that blinded roles are told of a record: every view of every blinded projection, and what the endpoints
/// answer each blinded role at each site, of the whole record and of its first half. Made by the endpoints themselves,
/// with headers, but without a server.
public final class BlindedAnswers {

    private static final int PAGE = 1_000;
    private static final String MOST = Integer.toString(PAGE);

    private final TrialRecord record;
    private final StudyId study;
    private final SortedSet<String> sites = new TreeSet<>();
    private final SortedSet<String> subjects = new TreeSet<>();
    private final SortedSet<String> reads = new TreeSet<>();
    private final SortedSet<String> readers = new TreeSet<>();
    private final SortedMap<String, byte[]> answers = new TreeMap<>();
    private final Clock clock;
    private final QueryResponses asked;

    private BlindedAnswers(TrialRecord record, StudyId study, Clock clock) {
        this.record = record;
        this.study = study;
        this.clock = clock;
        this.asked = new QueryResponses(
                new Views(QuerySideConfiguration.BLINDED, record, new NothingLive(), clock), new AudienceIndex(record));
    }

    /// @param clock says which day it is, for questions that depend on it
    /// @return a name for each answer, such as `monitor overview as of 120`, and its bytes
    public static SortedMap<String, byte[]> of(TrialRecord record, StudyId study, Clock clock) {
        BlindedAnswers all = new BlindedAnswers(record, study, clock);
        List<ProjectedEvent> events = new ArrayList<>();
        record.events(0, record.size(), event -> event).forEach(events::add);
        events.forEach(event -> all.meet(event.event()));
        for (Projection<?> projection : QuerySideConfiguration.BLINDED.projections()) {
            all.fold(projection, events);
        }
        RequestContextHolder.setRequestAttributes(new AskedOffline());
        try {
            for (Caller caller : all.callers()) {
                all.ask(caller);
            }
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
        return all.answers;
    }

    private void meet(TrialEvent event) {
        event.aboutSubject().ifPresent(subject -> subjects.add(subject.value()));
        if (event instanceof StudyEvent.SiteOpened opened) {
            sites.add(opened.site().value());
        }
        if (event instanceof ReadingEvent reading) {
            reads.add(reading.read().value());
        }
        if (event instanceof ReadingEvent.ReadAssigned assigned) {
            readers.add(assigned.reader());
        }
    }

    private <V> void fold(Projection<V> projection, List<ProjectedEvent> events) {
        Map<String, Versioned<V>> views = Folding.fold(projection, events);
        views.forEach((id, view) -> answers.put(
                "view %s %s".formatted(projection.name(), id), ViewJson.mapper().writeValueAsBytes(view)));
    }

    private List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (Role role : Role.values()) {
            if (!role.blinded()) {
                continue;
            }
            String name = role.storedName();
            if (role == Role.READER) {
                readers.forEach(reader -> callers.add(new Caller(reader, reader, role, null)));
            } else if (role.atSite()) {
                sites.forEach(site -> callers.add(new Caller(name + "@" + site, name, role, new SiteId(site))));
            } else {
                callers.add(new Caller(name, name, role, null));
            }
        }
        return callers;
    }

    private void ask(Caller caller) {
        for (long size : new TreeSet<>(List.of(record.size() / 2, record.size()))) {
            for (Question question : Question.values()) {
                if (question.openTo(caller.role())) {
                    ask(caller, question, asked.moment(caller, size));
                }
            }
        }
    }

    /// The switch has no default, so that whoever adds a question answers it here, or says why it can't be.
    private void ask(Caller caller, Question question, String asOf) {
        switch (question) {
            case OVERVIEW -> {
                OverviewEndpoint overview = new OverviewEndpoint(asked);
                put(caller, question, "", asOf, () -> overview.overview(caller, study, asOf));
            }
            case SITES -> {
                SitesEndpoint endpoint = new SitesEndpoint(asked);
                put(caller, question, "", asOf, () -> endpoint.sites(caller, asOf, MOST, null));
            }
            case MATRIX -> {
                MatrixEndpoint matrix = new MatrixEndpoint(asked, clock);
                put(caller, question, "", asOf, () -> matrix.matrix(caller, study, asOf, null, null, MOST, null));
            }
            case TIMELINE -> {
                TimelineEndpoint timeline = new TimelineEndpoint(asked);
                each(
                        subjects,
                        subject -> put(
                                caller,
                                question,
                                subject,
                                asOf,
                                () -> timeline.timeline(caller, study, new SubjectId(subject), asOf, MOST, null)));
            }
            case WORKLIST -> {
                WorkListEndpoint worklist = new WorkListEndpoint(asked);
                put(caller, question, "", asOf, () -> worklist.workList(caller, asOf, MOST, null));
                each(
                        reads,
                        read -> put(
                                caller,
                                question,
                                read,
                                asOf,
                                () -> worklist.read(caller, study, new ReadCode(read), asOf)));
                ReadResultsEndpoint own = new ReadResultsEndpoint(asked);
                put(caller, question, "results", asOf, () -> own.results(caller, study, asOf, MOST, null));
            }
            case READ_RESULTS -> {
                ReadResultsEndpoint results = new ReadResultsEndpoint(asked);
                put(caller, question, "", asOf, () -> results.results(caller, study, asOf, MOST, null));
            }
            case RECORD -> {
                RecordEndpoint endpoint = new RecordEndpoint(asked);
                for (long from = 0; from < record.size(); from += PAGE) {
                    String first = Long.toString(from);
                    put(caller, question, first, asOf, () -> endpoint.record(caller, asOf, first, MOST));
                }
            }
            case AGREEMENT -> {
                AgreementEndpoint agreement = new AgreementEndpoint(asked);
                put(caller, question, "", asOf, () -> agreement.agreement(caller, study, asOf));
            }
            case UNBLINDINGS -> {
                UnblindingsEndpoint unblindings = new UnblindingsEndpoint(asked);
                put(caller, question, "", asOf, () -> unblindings.unblindings(caller, study, asOf, MOST, null));
            }
            // Lines, hashes and signatures of the log itself, which this comparison takes as given.
            case REDACTED_BUNDLE, BUNDLE, CHECKPOINT, TREE -> {}
            // Compares live views, of which there are none here, with the folds above.
            case REPLAY -> {}
            case UNBLINDED_SUBJECT,
                    UNBLINDED_ALLOCATION,
                    UNBLINDED_CROSSOVERS,
                    UNBLINDED_RECORD,
                    UNBLINDED_EXPOSURE,
                    UNBLINDED_BLINDING_INDEX,
                    UNBLINDED_PREDICTABILITY,
                    UNBLINDED_ENVELOPES -> throw new IllegalStateException("a blinded role may ask " + question);
        }
    }

    private static void each(Collection<String> of, Consumer<String> question) {
        of.forEach(question);
    }

    private void put(
            Caller caller, Question question, String about, String asOf, Supplier<ResponseEntity<byte[]>> answer) {
        answers.put(
                "%s %s%s as of %s".formatted(caller.id(), question, about.isEmpty() ? "" : " " + about, asOf),
                bytes(answer));
    }

    private static byte[] bytes(Supplier<ResponseEntity<byte[]>> answer) {
        try {
            ResponseEntity<byte[]> given = answer.get();
            return Written.of(
                    given.getStatusCode() + " "
                            + new TreeMap<>(given.getHeaders().toSingleValueMap()),
                    Objects.requireNonNull(given.getBody()));
        } catch (ProblemException refused) {
            return Written.of("problem", ViewJson.mapper().writeValueAsBytes(refused.problem()));
        }
    }
}
