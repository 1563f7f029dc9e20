package org.trialbook.access.problem;

/// Ends a request with a problem; `ProblemAdvice` answers it. It carries no stack trace: it is an answer,
/// not a fault.
public class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.type(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
