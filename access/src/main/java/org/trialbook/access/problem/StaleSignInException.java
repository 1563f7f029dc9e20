package org.trialbook.access.problem;

import java.time.Duration;

/// The act needs a sign-in of the last few minutes (401). The answer's `WWW-Authenticate` asks for one as RFC 9470 has
/// it, so that a client can send its person to the identity provider with that `max_age` and repeat the request.
public final class StaleSignInException extends ProblemException {

    private final transient Duration fresh;

    public StaleSignInException(Duration fresh) {
        super(Problem.of(
                        "fresh-sign-in-required",
                        "A fresh sign-in is required",
                        401,
                        "Sign in again and repeat the request within %d minutes.".formatted(fresh.toMinutes()))
                .with("maxAgeSeconds", fresh.toSeconds()));
        this.fresh = fresh;
    }

    String challenge() {
        return "Bearer realm=\"trialbook\", error=\"insufficient_user_authentication\", error_description=\"%s\", max_age=\"%d\""
                .formatted(problem().title(), fresh.toSeconds());
    }
}
