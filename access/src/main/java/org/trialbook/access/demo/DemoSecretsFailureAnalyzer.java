package org.trialbook.access.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says plainly why the server didn't start, in place of a stack trace.
final class DemoSecretsFailureAnalyzer extends AbstractFailureAnalyzer<DemoSecretsOutsideDemoException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DemoSecretsOutsideDemoException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Take the demo's values out of the configuration.", cause);
    }
}
