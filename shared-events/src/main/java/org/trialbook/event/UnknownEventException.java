package org.trialbook.event;

/// The record holds an event of a type, or of a version, that this release does not know. Whoever reads stops there:
/// what is decided or shown without the event might be wrong.
public final class UnknownEventException extends RuntimeException {

    private UnknownEventException(String event) {
        super(event
                + ", which this release does not know: a later release of Trialbook wrote this; start that release.");
    }

    /// For whoever operates this: position, type, version, and what to do.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// @param type the stored, qualified name
    public static UnknownEventException at(long position, String type, String version) {
        return new UnknownEventException(
                "The event at position %d is stored as %s version %s".formatted(position, type, version));
    }

    static UnknownEventException of(String type, String version) {
        return new UnknownEventException("The record holds an event stored as %s version %s".formatted(type, version));
    }
}
