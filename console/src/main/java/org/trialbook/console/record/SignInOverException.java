package org.trialbook.console.record;

/// The user's token is no longer good, and could not be renewed: they sign in again.
public final class SignInOverException extends RuntimeException {

    public SignInOverException(String reason) {
        super(reason);
    }
}
