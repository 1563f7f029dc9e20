package org.trialbook.trial.act;

/// Of an act that nobody waits for: who is told how far its decision has come, and who asks once more for the right to
/// it before it is recorded. A decision tells, and depends on nothing of it.
public interface Background {
    /// Somebody waits for the answer: nobody is told, and the right was asked when the request came.
    Background NONE = new Background() {};

    /// @param decided how many rows of what was sent
    /// @param of how many there are
    default void told(int decided, int of) {}

    /// @throws RuntimeException where whoever sent it may not do it any more
    default void requireRight() {}
}
