package org.trialbook.access.token;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says plainly why the server didn't start, in place of a stack trace.
final class NoIdentityProviderFailureAnalyzer extends AbstractFailureAnalyzer<NoIdentityProviderException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoIdentityProviderException cause) {
        return new FailureAnalysis(
                "There is " + cause.getMessage() + ".", "Both values come from the provider you already run.", cause);
    }
}
