package org.trialbook.view.queries;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.casebook.QueryState;
import org.trialbook.casebook.QueryState.Status;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;

/// A page of queries, as the caller asks for it: `status`, `site`, `subject` and `assigned-to`, the role that a query
/// is assigned to, narrow it.
public final class ListedQueries {
    public static final List<String> PARAMETERS =
            List.of("limit", "site", "subject", "status", "assigned-to", "cursor");

    private ListedQueries() {}

    /// @param counts how many of each status there are, over all pages and whatever status is asked for
    public record QueriesAnswer(SortedMap<Status, Integer> counts, List<Listed> queries) {}

    /// @param days since it was opened, whole ones
    /// @param openedBy null where the record does not say
    public record Listed(
            String subject,
            String query,
            Status status,
            CasebookPlace about,
            @Nullable String check,
            String assignedTo,
            String text,
            Instant openedAt,
            @Nullable String openedBy,
            @Nullable String openedAs,
            long days,
            List<QueryState.Step> steps) {
        static Listed of(String subject, QueryState query, Instant now) {
            return new Listed(
                    subject,
                    query.query(),
                    query.status(),
                    query.asked().about(),
                    query.asked().check(),
                    query.asked().assignedTo(),
                    query.asked().text(),
                    query.openedAt(),
                    query.openedBy(),
                    query.openedAs(),
                    Math.max(0, Duration.between(query.openedAt(), now).toDays()),
                    query.steps());
        }
    }

    /// The page, and the subjects of whom it shows a query.
    public record Answered(QuestionAnswer answer, List<String> subjects) {}

    public static Answered answer(QueryProjection projection, Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        Status status = parameters.choice("status", Status.class);
        SubjectId subject = parameters.subjectAsked();
        String role = parameters.text("assigned-to");
        SortedMap<Status, Integer> counts = new TreeMap<>();
        SortedMap<String, Listed> asked = new TreeMap<>();
        SiteScope.subjects(snapshot.all(projection), caller, parameters.siteAsked()).values().stream()
                .filter(view -> subject == null || view.subject().equals(subject.value()))
                .forEach(view -> view.queries().values().stream()
                        .filter(query ->
                                role == null || query.asked().assignedTo().equals(role))
                        .forEach(query -> {
                            counts.merge(query.status(), 1, Integer::sum);
                            if (status == null || query.status() == status) {
                                asked.put(
                                        "%s %s".formatted(view.subject(), key(query)),
                                        Listed.of(view.subject(), query, parameters.now()));
                            }
                        }));
        PageRequest.Page<Listed> found = page.of(asked);
        return new Answered(
                found.answer(new QueriesAnswer(counts, found.items())),
                found.items().stream().map(Listed::subject).distinct().toList());
    }

    /// A subject's tenth query stands behind its ninth.
    private static String key(QueryState query) {
        String number = query.query().substring(1);
        return query.query().charAt(0) + "0".repeat(Math.max(0, 6 - number.length())) + number;
    }
}
