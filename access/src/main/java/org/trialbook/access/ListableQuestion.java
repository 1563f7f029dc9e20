package org.trialbook.access;

import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.READER;
import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SITE_STAFF;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A question whose filters can be kept as a list under a name. The side that records a list has to know it, and the
/// side that answers the question declares it: a test of that side holds that both say the same.
///
/// @param path behind the study
/// @param filters parameter → what may be asked for by it; those that say which page are none
public record ListableQuestion(QuestionPermission permission, String path, Map<String, Predicate<String>> filters) {
    private static final Predicate<String> SITE = Pattern.compile("[0-9]{2,3}").asMatchPredicate();
    private static final Predicate<String> SUBJECT =
            Pattern.compile("[0-9]{2,3}-[0-9]{3,4}").asMatchPredicate();
    private static final Predicate<String> DAYS =
            Pattern.compile("[1-9][0-9]{0,3}").asMatchPredicate();
    /// An account, a role, or a code of the protocol's.
    private static final Predicate<String> CODE =
            Pattern.compile("[A-Za-z0-9.@_-]{1,64}").asMatchPredicate();

    private static final Map<String, Predicate<String>> OF_A_SITE = Map.of("site", SITE);
    private static final Map<String, Predicate<String>> OF_QUERIES = Map.of(
            "site",
            SITE,
            "subject",
            SUBJECT,
            "status",
            oneOf("open", "answered", "closed", "cancelled"),
            "assigned-to",
            CODE);
    private static final Map<String, Predicate<String>> OF_FORMS = Map.of(
            "site",
            SITE,
            "subject",
            SUBJECT,
            "status",
            oneOf("not-started", "complete", "verified", "signed", "stale", "frozen", "locked"),
            "waits-for",
            CODE);
    /// An expression that is asked for once is no code of a rule, and is not kept.
    private static final Map<String, Predicate<String>> OF_RULES =
            Map.of("site", SITE, "subject", SUBJECT, "rule", CODE);

    public static final List<ListableQuestion> ALL = List.of(
            watched("queries", "/queries", OF_QUERIES),
            watched("form-statuses", "/forms/status", OF_FORMS),
            watched("rule-hits", "/rule-hits", OF_RULES),
            watched("corrections", "/corrections", OF_A_SITE),
            watched("deviations", "/deviations", OF_A_SITE),
            watched("notes", "/notes", OF_A_SITE),
            watched("found-deviations", "/deviations/found", OF_A_SITE),
            watched("out-of-window", "/visits/out-of-window", OF_A_SITE),
            watched("late-entries", "/late-entries", Map.of("site", SITE, "days", DAYS)),
            watched(
                    "expected-forms",
                    "/forms/expected",
                    Map.of("site", SITE, "on", ListableQuestion::isDay, "status", oneOf("due", "missing", "overdue"))),
            new ListableQuestion(
                    QuestionPermission.of("matrix", ENDPOINT_COMMITTEE)
                            .and(SITE_STAFF)
                            .and(OVERSIGHT),
                    "/matrix",
                    Map.of("site", SITE, "subject", SUBJECT, "on", ListableQuestion::isDay)),
            new ListableQuestion(
                    QuestionPermission.of("tasks", READER, MONITOR, DATA_MANAGER, SAFETY_BOARD)
                            .and(SITE_STAFF),
                    "/tasks",
                    Map.of("on", ListableQuestion::isDay)),
            new ListableQuestion(
                    QuestionPermission.of("search").and(OVERSIGHT),
                    "/record/search",
                    Map.of(
                            "who",
                            CODE,
                            "role",
                            CODE,
                            "what",
                            CODE,
                            "subject",
                            SUBJECT,
                            "form",
                            CODE,
                            "item",
                            CODE,
                            "since",
                            ListableQuestion::isMoment,
                            "until",
                            ListableQuestion::isMoment)),
            new ListableQuestion(SharedQuestions.UNBLINDED_QUERIES, "/unblinded/queries", OF_QUERIES),
            new ListableQuestion(SharedQuestions.UNBLINDED_FORM_STATUSES, "/unblinded/forms/status", OF_FORMS),
            new ListableQuestion(SharedQuestions.UNBLINDED_RULE_HITS, "/unblinded/rule-hits", OF_RULES),
            new ListableQuestion(SharedQuestions.UNBLINDED_DEVIATIONS, "/unblinded/deviations/found", Map.of()));

    public static Optional<ListableQuestion> named(String name) {
        return ALL.stream()
                .filter(each -> each.permission().name().equals(name))
                .findFirst();
    }

    private static ListableQuestion watched(String name, String path, Map<String, Predicate<String>> filters) {
        return new ListableQuestion(QuestionPermission.of(name).and(SITE_STAFF).and(OVERSIGHT), path, filters);
    }

    private static Predicate<String> oneOf(String... words) {
        return Arrays.asList(words)::contains;
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text) && text.length() == "2026-05-04".length();
        } catch (DateTimeParseException noDay) {
            return false;
        }
    }

    private static boolean isMoment(String text) {
        try {
            return !Instant.parse(text).toString().isEmpty() && text.length() <= 30;
        } catch (DateTimeParseException noMoment) {
            return false;
        }
    }
}
