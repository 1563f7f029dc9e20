package org.trialbook.view.comparison;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.SealedContent;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.projection.DecodedRecord;
import org.trialbook.view.projection.Folding;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.Versioned;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.projection.Views;
import org.trialbook.view.question.Asked;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.AudienceIndex;
import org.trialbook.view.question.BlindedQuestions;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// Everything that blinded roles are told of a record: every view of every blinded projection, and what the
/// endpoints answer each blinded role at each site, of the whole record and of its first half. Asked of the
/// questions themselves, with headers, but without a server.
public final class BlindedAnswers {

    private static final String MOST = "1000";
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    private final TrialRecord record;
    private final StudyId study;
    private final SortedSet<String> sites = new TreeSet<>();
    /// What the record knows that a path can name: the variables of the path and their values.
    private final Set<Map<String, String>> places = new LinkedHashSet<>();
    private final SortedSet<String> readers = new TreeSet<>();
    private final SortedMap<String, byte[]> answers = new TreeMap<>();
    private final Asking asked;
    /// By all versions of the protocol in the record.
    private StudyBlinding blinding = StudyBlinding.NONE;

    private BlindedAnswers(TrialRecord record, StudyId study, Clock clock) {
        this.record = new DecodedRecord(record);
        this.study = study;
        this.asked = new Asking(
                new Views(QuerySideConfiguration.BLINDED, this.record, clock), new AudienceIndex(this.record), clock);
    }

    /// @param clock says which day it is, for questions that depend on it
    /// @return a name for each answer, such as `monitor overview as of 120`, and its bytes
    public static SortedMap<String, byte[]> of(TrialRecord record, StudyId study, Clock clock) {
        BlindedAnswers all = new BlindedAnswers(record, study, clock);
        List<ProjectedEvent> events = new ArrayList<>();
        all.record.events(0, record.size(), event -> event).forEach(events::add);
        events.forEach(event -> all.meet(event.event()));
        for (Projection<?> projection : QuerySideConfiguration.BLINDED.projections()) {
            all.fold(projection, events);
        }
        for (Caller caller : all.callers()) {
            all.ask(caller);
        }
        return all.answers;
    }

    private void meet(TrialEvent event) {
        blinding = blinding.after(event);
        event.aboutSubject().ifPresent(subject -> places.add(Map.of("subject", subject.value())));
        switch (event) {
            case StudyEvent.SiteOpened opened -> sites.add(opened.site().value());
            case FormEvent.AssessmentRecorded e -> {
                places.add(Map.of("subject", e.subject().value(), "form", e.form()));
                if (e.visit() != null) {
                    places.add(Map.of("subject", e.subject().value(), "visit", e.visit(), "form", e.form()));
                }
            }
            case ReadingEvent reading ->
                places.add(Map.of("read", reading.read().value()));
            default -> {}
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
            if (!blinding.blinded(role.storedName())) {
                continue;
            }
            String name = role.storedName();
            Set<SealedContent> known = blinding.known(name);
            if (role == Role.READER) {
                readers.forEach(reader -> callers.add(new Caller(reader, reader, role, null, known)));
            } else if (role.atSite()) {
                sites.forEach(site -> callers.add(new Caller(name + "@" + site, name, role, new SiteId(site), known)));
            } else {
                callers.add(new Caller(name, name, role, null, known));
            }
        }
        return callers;
    }

    private void ask(Caller caller) {
        for (long size : new TreeSet<>(List.of(record.size() / 2, record.size()))) {
            for (Question<QuestionAnswer> question : BlindedQuestions.all()) {
                if (question.permission().openTo(caller)) {
                    ask(caller, question, asked.moment(caller, size));
                }
            }
        }
    }

    /// Every page of it, with its variables filled in each way.
    private void ask(Caller caller, Question<QuestionAnswer> question, String asOf) {
        for (Map<String, String> path : paths(question.path())) {
            Map<String, String> query = new TreeMap<>(Map.of("asOf", asOf, "limit", MOST));
            String next = put(caller, question, new Asked("", path, query));
            while (next != null) {
                query.put(question.cursor(), next);
                next = put(caller, question, new Asked("", path, query));
            }
        }
    }

    /// The pattern's variables filled in each way that the record knows.
    private List<Map<String, String>> paths(String pattern) {
        Set<String> variables =
                VARIABLE.matcher(pattern).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return variables.isEmpty()
                ? List.of(Map.of("study", study.value()))
                : places.stream()
                        .filter(place -> place.keySet().equals(variables))
                        .map(place -> {
                            Map<String, String> path = new TreeMap<>(place);
                            path.put("study", study.value());
                            return path;
                        })
                        .toList();
    }

    /// @return where the next page begins; null when this was the last
    private @Nullable String put(Caller caller, Question<QuestionAnswer> question, Asked asking) {
        Map<String, String> about = new TreeMap<>(asking.path());
        about.putAll(asking.query());
        about.keySet().removeAll(List.of("study", "limit", "asOf"));
        String name = "%s %s%s as of %s"
                .formatted(
                        caller.id(),
                        question,
                        about.isEmpty() ? "" : " " + String.join(" ", about.values()),
                        asking.query().get("asOf"));
        try {
            ResponseEntity<byte[]> given = asked.answer(question, caller, asking);
            answers.put(
                    name,
                    Written.of(
                            given.getStatusCode() + " "
                                    + new TreeMap<>(given.getHeaders().toSingleValueMap()),
                            Objects.requireNonNull(given.getBody())));
            return next(given.getHeaders().getFirst(HttpHeaders.LINK));
        } catch (ProblemException refused) {
            answers.put(name, Written.of("problem", ViewJson.mapper().writeValueAsBytes(refused.problem())));
            return null;
        }
    }

    /// The cursor, which stands last in the address of the next page.
    private static @Nullable String next(@Nullable String link) {
        return link == null
                ? null
                : URLDecoder.decode(
                        link.substring(link.lastIndexOf('=', link.indexOf('>')) + 1, link.indexOf('>')),
                        StandardCharsets.UTF_8);
    }
}
