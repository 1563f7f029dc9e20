package org.trialbook.access.problem;

/// The caller's role may not do this (403). The answer names the act or question and the role, and is the
/// same whatever subject, site or arm was meant.
public final class NotPermittedException extends ProblemException {

    private NotPermittedException(Problem problem) {
        super(problem);
    }

    public static NotPermittedException act(String act, String role) {
        return new NotPermittedException(Problems.notPermitted("The role '%s' may not do '%s'.".formatted(role, act))
                .with("act", act)
                .with("role", role));
    }

    /// The role may ask this from the study's unblinding on, and not before.
    public static NotPermittedException beforeUnblinding(String question, String role) {
        return new NotPermittedException(Problems.notPermitted(
                        "The role '%s' may ask for '%s' from the study's unblinding on.".formatted(role, question))
                .with("question", question)
                .with("role", role)
                .with("from", "study-unblinding"));
    }

    public static NotPermittedException question(String question, String role) {
        return new NotPermittedException(
                Problems.notPermitted("The role '%s' may not ask for '%s'.".formatted(role, question))
                        .with("question", question)
                        .with("role", role));
    }
}
