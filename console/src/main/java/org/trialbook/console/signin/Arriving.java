package org.trialbook.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.trialbook.console.draft.FormDrafts;

/// Somebody has signed in: they go on where they were, with the form that had arrived without them.
@Component
class Arriving implements AuthenticationSuccessHandler {

    /// When this session's person last signed in.
    static final String SINCE = "trialbook.since";

    private static final String PERSON = "trialbook.person";

    private final FormDrafts drafts;
    private final IdleLimit idle;
    private final Clock clock;

    Arriving(FormDrafts drafts, IdleLimit idle, Clock clock) {
        this.drafts = drafts;
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn) throws IOException {
        OidcUser user = (OidcUser) Objects.requireNonNull(signedIn.getPrincipal());
        String person = Objects.requireNonNull(user.getSubject(), "an ID token has a subject");
        HttpSession session = request.getSession();
        Object before = session.getAttribute(PERSON);
        session.setAttribute(PERSON, person);
        session.setAttribute(SINCE, clock.instant());
        idle.begin(session);
        String path = SessionNotes.takeReturn(request);
        SessionNotes.HeldForm held = SessionNotes.takeHeld(request);
        String query = "";
        if (held != null && held.person().equals(person)) {
            drafts.keep(person, held.path(), held.key(), held.values());
            query = "?kept";
        } else if (path != null && drafts.holds(person, path)) {
            query = "?kept";
        }
        // Somebody else finds their own beginning, and nothing of whoever was here before.
        boolean other = (before != null && !before.equals(person)) || (held != null && query.isEmpty());
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, path == null || other ? "/" : path + query);
    }
}
