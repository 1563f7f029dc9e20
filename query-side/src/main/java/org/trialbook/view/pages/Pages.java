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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.token.CallerAuthentication;
import org.trialbook.event.StudyId;

/// Puts a page into its frame.
public final class Pages {

    /// The name of the frame among what a template is given.
    static final String FRAME = "frame";

    private static final List<String> KEPT = List.of("limit", "on", "site");

    private final List<PageLink> links;

    /// @param more pages that only this process has, behind those every process has
    Pages(List<PageLink> more) {
        this.links = Stream.concat(
                        Stream.of(
                                new PageLink("/", "Overview", Question.OVERVIEW),
                                new PageLink("/matrix", "Subjects and visits", Question.MATRIX),
                                new PageLink("/reads", "My reads", Question.WORKLIST),
                                new PageLink("/reads/results", "Read results", Question.READ_RESULTS),
                                new PageLink("/unblindings", "Unblindings", Question.UNBLINDINGS),
                                new PageLink("/record", "Record", Question.RECORD)),
                        more.stream())
                .toList();
    }

    /// The study that the caller's token was issued for.
    public static StudyId study() {
        return Objects.requireNonNull(CallerAuthentication.current()).study();
    }

    /// A page made from an answer.
    ///
    /// @param template the name of the template
    /// @param asOf the moment asked for, as it was asked for
    public ModelAndView show(String template, Caller caller, @Nullable String asOf, Answered answer) {
        return new ModelAndView(template)
                .addObject(FRAME, frame(caller, answer.moment(), asOf))
                .addObject("answer", answer.map())
                .addObject("next", answer.next());
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
                        .filter(link -> !link.aboutSubject())
                        .map(link -> new Frame.Link(
                                at(link.path(), asOf), link.label(), link.path().equals(here)))
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
                .filter(PageLink::aboutSubject)
                .map(link ->
                        new Frame.Link(at(link.path().replace(PageLink.SUBJECT, subject), asOf), link.label(), false))
                .toList();
    }

    private Stream<PageLink> open(Caller caller) {
        return links.stream().filter(link -> link.question().openTo(caller.role()));
    }

    /// The path with the moment in it, so that following a link doesn't change the moment.
    public static String at(String path, @Nullable String asOf) {
        return asOf == null ? path : path + "?asOf=" + UriUtils.encode(asOf, StandardCharsets.UTF_8);
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
