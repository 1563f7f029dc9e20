package org.trialbook.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/// What those who operate the server are told of where a request went: its route, or, where the route would tell
/// something of a subject's treatment, the one name of all routes of its kind.
///
/// Who reads logs and meters is blinded. That a crossover was asked for, that a lead was tried again, that an act was
/// refused, or that somebody looked at a treatment is withheld from the blinded everywhere else; so no route, status,
/// caller or duration of a single such request may stand in a log, and no meter may have a label for it.
///
/// @param route the route's pattern, or the name that all of its kind have
/// @param neutral whether only that something was answered may be said of it
public record RouteLabel(String route, boolean neutral) {

    /// Any act on a subject, whichever it is and whatever becomes of it.
    public static final String ACT_ON_SUBJECT = "/api/v1/studies/{study}/subjects/{subject}/acts/{act}";

    /// Any question whose answer may show an allocation; the pages that ask them too.
    public static final String UNBLINDED = "/api/v1/studies/{study}/unblinded/{question}";

    /// The label of a request that reached no endpoint.
    public static final RouteLabel NONE = new RouteLabel("-", false);

    private static final String REMEMBERED = RouteLabel.class.getName();

    /// Once known, the label stays with the request, also when an error sends it on to somewhere else.
    public static RouteLabel of(HttpServletRequest request) {
        if (request.getAttribute(REMEMBERED) instanceof RouteLabel known) {
            return known;
        }
        if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern)) {
            return NONE;
        }
        RouteLabel label =
                request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler
                        ? of(handler, pattern)
                        : new RouteLabel(pattern, false);
        request.setAttribute(REMEMBERED, label);
        return label;
    }

    private static RouteLabel of(HandlerMethod handler, String pattern) {
        return Classification.of(handler)
                .map(classification -> switch (classification) {
                    case Classification.Acting _
                    when pattern.contains("/subjects/") -> new RouteLabel(ACT_ON_SUBJECT, true);
                    case Classification.Asking asking
                    when asking.questions().stream().anyMatch(QuestionPermission::unblinded) ->
                        new RouteLabel(UNBLINDED, true);
                    default -> new RouteLabel(pattern, false);
                })
                .orElseGet(() -> new RouteLabel(pattern, false));
    }
}
