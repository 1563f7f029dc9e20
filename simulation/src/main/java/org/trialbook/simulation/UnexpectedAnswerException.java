package org.trialbook.simulation;

/// The server did not do what it should have; what depends on it is not tried.
final class UnexpectedAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message) {
        super(message);
    }
}
