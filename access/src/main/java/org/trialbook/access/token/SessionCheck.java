package org.trialbook.access.token;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Asks of a valid token what its signature cannot say: whether its holder has signed out, and, of one that came in a
/// browser's cookie, whether it has lain idle.
public final class SessionCheck extends OncePerRequestFilter {

    private final SignOuts signOuts;
    private final BrowserSessions sessions;
    private final SignInProblems problems;

    public SessionCheck(SignOuts signOuts, BrowserSessions sessions, SignInProblems problems) {
        this.signOuts = signOuts;
        this.sessions = sessions;
        this.problems = problems;
    }

    /// It is no longer valid, though its signature and its claims are.
    static final class Ended extends AuthenticationException {

        private final boolean signedOut;

        private Ended(boolean signedOut) {
            super(signedOut ? "signed out" : "idle");
            this.signedOut = signedOut;
        }

        boolean signedOut() {
            return signedOut;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CallerAuthentication current = CallerAuthentication.current();
        HeaderOrCookieToken.Found found = HeaderOrCookieToken.Found.in(request);
        if (current == null || found == null) {
            chain.doFilter(request, response);
        } else if (signOuts.contains(found.token())) {
            refuse(request, response, true);
        } else if (found.inCookie() && !sessions.use(found.token(), current.issuedAt())) {
            refuse(request, response, false);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, boolean signedOut)
            throws IOException {
        SecurityContextHolder.clearContext();
        problems.commence(request, response, new Ended(signedOut));
    }
}
