package org.trialbook.access.token;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Asks of a valid token what its signature cannot say: whether its holder has signed out.
public final class SignOutCheck extends OncePerRequestFilter {

    private final SignOuts signOuts;
    private final SignInProblems problems;

    public SignOutCheck(SignOuts signOuts, SignInProblems problems) {
        this.signOuts = signOuts;
        this.problems = problems;
    }

    /// It is no longer valid, though its signature and its claims are.
    static final class SignedOut extends AuthenticationException {
        private SignedOut() {
            super("signed out");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = HeaderToken.of(request);
        if (CallerAuthentication.current() != null && token != null && signOuts.contains(token)) {
            SecurityContextHolder.clearContext();
            problems.commence(request, response, new SignedOut());
            return;
        }
        chain.doFilter(request, response);
    }
}
