package org.trialbook.view;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at start-up what to do, instead of a stack trace.
final class KeyWithinReachFailureAnalyzer extends AbstractFailureAnalyzer<KeyWithinReachException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KeyWithinReachException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set trialbook.keys-dir to a directory that holds log.pub, and neither blinding.key nor a seed-share.",
                cause);
    }
}
