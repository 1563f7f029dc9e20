package org.trialbook.ledger;

/// Is told how far a long verification has got.
public interface Progress {

    /// Tells nobody.
    Progress UNTOLD = checked -> {};

    /// How many events there are, as far as that is known before they have been read; 0 if it is not.
    default void expects(long events) {}

    /// @param events how many have been checked so far
    void checked(long events);
}
