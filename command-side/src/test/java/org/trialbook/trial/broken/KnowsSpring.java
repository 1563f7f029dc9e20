package org.trialbook.trial.broken;

import org.springframework.http.HttpStatus;

/// A decision should refuse with a refusal, not with a status.
public final class KnowsSpring {

    private KnowsSpring() {}

    static HttpStatus decide() {
        return HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
