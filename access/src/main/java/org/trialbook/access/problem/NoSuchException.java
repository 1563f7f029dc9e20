package org.trialbook.access.problem;

/// What the URL names is not there for this caller (404). The answer repeats nothing from the request, so
/// that what doesn't exist and what belongs to others are the same bytes.
public final class NoSuchException extends ProblemException {

    private NoSuchException(Problem problem) {
        super(problem);
    }

    public static NoSuchException study() {
        return new NoSuchException(Problems.noSuch("study"));
    }

    public static NoSuchException site() {
        return new NoSuchException(Problems.noSuch("site"));
    }

    public static NoSuchException subject() {
        return new NoSuchException(Problems.noSuch("subject"));
    }

    public static NoSuchException read() {
        return new NoSuchException(Problems.noSuch("read"));
    }
}
