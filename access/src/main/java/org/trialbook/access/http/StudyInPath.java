package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.token.CallerAuthentication;
import org.trialbook.event.StudyId;

/// Holds a caller to the study that the token was issued for: the one in the URL, where there is one, and
/// the one that is served here.
public final class StudyInPath implements HandlerInterceptor {

    private final @Nullable StudyId served;

    /// @param served the study of this deployment, or null when it isn't configured
    public StudyInPath(@Nullable StudyId served) {
        this.served = served;
    }

    /// @throws NoSuchException (404) when any two of the studies differ
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CallerAuthentication current = CallerAuthentication.current();
        if (current == null) {
            return true;
        }
        String issuedFor = current.study().value();
        boolean elsewhere = served != null && !served.value().equals(issuedFor);
        if (elsewhere
                || (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path
                        && path.get("study") instanceof String named
                        && !named.equals(issuedFor))) {
            throw NoSuchException.study();
        }
        return true;
    }
}
