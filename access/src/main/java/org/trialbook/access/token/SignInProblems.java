package org.trialbook.access.token;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.problem.Problems;

/// What somebody gets whose token is missing, expired or not valid (401), or who may not be here (403).
///
/// Counts failures in `trialbook.signin.failures` by `reason`, the problem's name and nothing else.
public final class SignInProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemWriter writer;
    private final MeterRegistry meters;

    public SignInProblems(ProblemWriter writer, MeterRegistry meters) {
        this.writer = writer;
        this.meters = meters;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        Problem problem = problem(e);
        meters.counter("trialbook.signin.failures", "reason", problem.name()).increment();
        if (problem.status() == 401) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Problems.challenge(problem));
        }
        writer.write(response, problem);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        writer.write(response, Problems.notPermitted("This is not permitted."));
    }

    /// What is wrong with a token that was not accepted.
    static Problem problem(AuthenticationException e) {
        if (e instanceof AuthenticationServiceException) {
            return Problem.of(
                    "identity-provider-unavailable",
                    "The identity provider can't be reached",
                    503,
                    "Tokens can't be checked just now. Try again in a moment.");
        }
        if (e instanceof SignOutCheck.SignedOut) {
            return Problems.signedOut();
        }
        if (e.getCause() instanceof JwtValidationException invalid) {
            for (OAuth2Error error : invalid.getErrors()) {
                switch (error.getErrorCode()) {
                    case TokenRules.EXPIRED -> {
                        return Problems.tokenExpired();
                    }
                    case TokenRules.INVALID -> {
                        return Problems.tokenInvalid(said(error));
                    }
                    default -> {}
                }
            }
        }
        if (e instanceof OAuth2AuthenticationException oauth) {
            return oauth.getError().getErrorCode().equals(TokenRules.INVALID)
                    ? Problems.tokenInvalid(said(oauth.getError()))
                    : Problems.tokenInvalid("It is not a token that this server can read and verify.");
        }
        return Problems.notSignedIn();
    }

    private static String said(OAuth2Error error) {
        return Objects.requireNonNullElse(error.getDescription(), "It breaks a rule for tokens.");
    }
}
