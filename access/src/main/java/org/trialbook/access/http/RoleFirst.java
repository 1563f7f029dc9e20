package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.trialbook.access.Caller;
import org.trialbook.access.Classification;
import org.trialbook.access.Permissions;
import org.trialbook.access.token.CallerAuthentication;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;

/// Asks role and place of an act before its body is read: who may not do it makes the server read nothing, and learns
/// nothing of how the body would have been. The endpoint asks both again.
public final class RoleFirst implements HandlerInterceptor {

    /// @throws org.trialbook.access.problem.NotPermittedException (403) when the caller's role may not do the act
    /// @throws org.trialbook.access.problem.NoSuchException (404) when the place is not the caller's
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CallerAuthentication current = CallerAuthentication.current();
        if (current != null
                && handler instanceof HandlerMethod method
                && Classification.of(method).orElse(null) instanceof Classification.Acting acting) {
            Permissions.require(current.caller(), acting.permission());
            requirePlace(request, current.caller());
        }
        return true;
    }

    private static void requirePlace(HttpServletRequest request, Caller caller) {
        if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path)) {
            return;
        }
        try {
            if (path.get("subject") instanceof String subject) {
                Permissions.ownSubject(caller, new SubjectId(subject));
            }
            if (path.get("site") instanceof String site) {
                Permissions.ownSite(caller, new SiteId(site));
            }
        } catch (MalformedIdException e) {
            // Told by whoever reads the path's variables.
        }
    }
}
