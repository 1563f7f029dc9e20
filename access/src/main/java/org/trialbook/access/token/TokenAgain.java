package org.trialbook.access.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.trialbook.access.Caller;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;

/// Asks of a request's token once more what was asked when it came, for whoever does something long after: whether it
/// is valid, whether it was signed out, and whether its holder is still who they were, in role, place and knowledge.
public final class TokenAgain {
    private final JwtDecoder tokens;
    private final SignOuts signOuts;
    private final Supplier<RoleKnowledge> knowledge;

    /// @param knowledge looked up each time, since it follows the record
    public TokenAgain(JwtDecoder tokens, SignOuts signOuts, Supplier<RoleKnowledge> knowledge) {
        this.tokens = tokens;
        this.signOuts = signOuts;
        this.knowledge = knowledge;
    }

    /// @param caller who came with the request
    /// @return throws a [ProblemException] where that caller would not be let in any more
    public Runnable of(HttpServletRequest request, Caller caller) {
        String token = HeaderToken.of(request);
        return () -> require(token, caller);
    }

    private void require(@Nullable String token, Caller caller) {
        if (token == null || signOuts.contains(token)) {
            throw new ProblemException(Problems.signedOut());
        }
        if (!CallerAuthentication.of(valid(token), knowledge.get()).caller().equals(caller)) {
            throw new ProblemException(
                    Problems.notPermitted("What the caller may know is not what it was when the request came."));
        }
    }

    private Jwt valid(String token) {
        try {
            return tokens.decode(token);
        } catch (BadJwtException e) {
            throw refused(new InvalidBearerTokenException("not valid", e));
        } catch (JwtException e) {
            throw refused(new AuthenticationServiceException("not checked", e));
        }
    }

    private static ProblemException refused(AuthenticationException e) {
        return new ProblemException(SignInProblems.problem(e));
    }
}
