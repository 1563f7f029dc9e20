package org.trialbook.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.trialbook.console.draft.FormDrafts;

/// Sends somebody to the identity provider, and makes sure that what they had typed is there when they come back.
///
/// A form that arrives without a session, or with the token of an earlier one, is never acted upon: it becomes a draft,
/// and its person looks at it and presses once more. It is kept only if it comes from a page of ours, and given only to
/// whom the form was given.
@Component
public class SignInAgain implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final String START = "/oauth2/authorization/trialbook";

    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final FormDrafts drafts;
    private final Clock clock;

    SignInAgain(FormDrafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        goOn(request, response, null);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (!(e instanceof CsrfException) || !ownPage(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (request.getRequestURI().equals(SigningOut.SIGN_OUT)) {
            seeOther(response, SigningOut.SIGNED_OUT);
        } else {
            goOn(request, response, null);
        }
    }

    /// A fresh sign-in is wanted, or any.
    ///
    /// @param maxAgeSeconds how old a sign-in may be; null for any
    public void goOn(HttpServletRequest request, HttpServletResponse response, @Nullable Integer maxAgeSeconds)
            throws IOException {
        if (PostedForm.byScript(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        OidcUser user = user();
        if (request.getMethod().equals("POST")) {
            String path = keep(request, user);
            if (user != null && maxAgeSeconds == null) {
                seeOther(response, path + "?kept");
                return;
            }
            SessionNotes.goOnAt(request, path);
        } else {
            String query = request.getQueryString();
            SessionNotes.goOnAt(request, request.getRequestURI() + (query == null ? "" : "?" + query));
        }
        seeOther(response, START + (maxAgeSeconds == null ? "" : "?" + FreshSignIn.MAX_AGE + "=" + maxAgeSeconds));
    }

    /// The record no longer takes this session's token: the session ends, and its person signs in again.
    public void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            OidcUser user = user();
            if (request.getMethod().equals("POST") && user != null) {
                keep(request, user);
            }
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        goOn(request, response, null);
    }

    /// Whether this session is so young that what ended its token would end the next one too.
    public boolean justSignedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(Arriving.SINCE) instanceof Instant since
                && Duration.between(since, clock.instant()).compareTo(YOUNG) < 0;
    }

    private String keep(HttpServletRequest request, @Nullable OidcUser user) {
        String path = request.getRequestURI();
        String person = request.getParameter(PostedForm.PERSON);
        String key = request.getParameter(PostedForm.KEY);
        Map<String, String> values = PostedForm.values(request);
        if (person != null && key != null && PostedForm.fits(values)) {
            if (user == null) {
                SessionNotes.hold(request, new SessionNotes.HeldForm(path, person, key, values));
            } else if (person.equals(user.getSubject())) {
                drafts.keep(person, path, key, values);
            }
        }
        return path;
    }

    private static @Nullable OidcUser user() {
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        return current != null && current.getPrincipal() instanceof OidcUser user ? user : null;
    }

    /// Browsers say where a form comes from.
    private static boolean ownPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        try {
            return origin != null
                    && host != null
                    && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void seeOther(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, path);
    }
}
