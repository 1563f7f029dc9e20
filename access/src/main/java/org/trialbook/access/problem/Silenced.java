package org.trialbook.access.problem;

import org.jspecify.annotations.Nullable;

/// An exception as it may be logged: its class and where it arose, without its message, for itself and
/// for its causes.
final class Silenced extends Exception {

    private Silenced(Throwable original, @Nullable Throwable cause) {
        super(original.getClass().getName(), cause, false, true);
        setStackTrace(original.getStackTrace());
    }

    static Silenced of(Throwable original) {
        return of(original, 0);
    }

    private static Silenced of(Throwable original, int depth) {
        Throwable cause = original.getCause();
        return new Silenced(original, cause == null || depth == 20 ? null : of(cause, depth + 1));
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
