package org.trialbook.view.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriUtils;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.token.CallerAuthentication;
import org.trialbook.event.StudyId;
import org.trialbook.view.question.QuestionRoutes;

/// Puts a page into its frame.
public final class Pages {

    /// The name of the frame among what a template is given.
    static final String FRAME = "frame";

    private static final List<String> KEPT = List.of("limit", "on", "site");

    private final List<QuestionPage> all;
    private final QuestionRoutes questions;

    /// @param all in the order in which they are listed
    Pages(List<QuestionPage> all, QuestionRoutes questions) {
        this.all = List.copyOf(all);
        this.questions = questions;
    }

    /// Gives each its address.
    void mount() {
        all.forEach(page -> questions.register(page.path(), new PageEndpoint(page, questions, this), "get"));
    }

    /// The study that the caller's token was issued for.
    public static StudyId study() {
        return Objects.requireNonNull(CallerAuthentication.current()).study();
    }

    /// @param moment null on a page that isn't about the record
    Frame frame(Caller caller, @Nullable String moment, @Nullable String asOf) {
        HttpServletRequest request = request();
        String here = request.getRequestURI().substring(request.getContextPath().length());
        return new Frame(
                Isolated.of(caller.name()),
                caller.role().storedName(),
                caller.blinded(),
                caller.site() == null ? null : caller.site().value(),
                study().value(),
                moment,
                Permissions.mayKnowPositions(caller.role()),
                asOf,
                kept(request),
                open(caller)
                        .filter(page -> !page.aboutSubject())
                        .map(page -> new Frame.Link(
                                at(page.path(), asOf),
                                String.valueOf(page.label()),
                                page.path().equals(here)))
                        .toList());
    }

    private static Map<String, String> kept(HttpServletRequest request) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value;
            try {
                value = request.getParameter(name);
            } catch (IllegalStateException e) {
                // A query that cannot be decoded: this page says so, and keeps nothing of it.
                return Map.of();
            }
            if (value != null && !value.isBlank()) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    /// Further pages about a subject, for this caller, of the same moment.
    List<Frame.Link> aboutSubject(Caller caller, String subject, @Nullable String asOf) {
        return open(caller)
                .filter(QuestionPage::aboutSubject)
                .map(page -> new Frame.Link(
                        at(page.path().replace("{subject}", subject), asOf), String.valueOf(page.label()), false))
                .toList();
    }

    private Stream<QuestionPage> open(Caller caller) {
        return all.stream()
                .filter(page -> page.label() != null
                        && questions.permission(page.question()).openTo(caller));
    }

    /// The path with the moment in it, so that following a link doesn't change the moment.
    public static String at(String path, @Nullable String asOf) {
        return asOf == null ? path : path + "?asOf=" + UriUtils.encode(asOf, StandardCharsets.UTF_8);
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
