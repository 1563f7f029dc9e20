package org.trialbook.casebook;

/// What is known from the events so far. It belongs to whoever folds, and changes with each event.
@FunctionalInterface
public interface Fold {
    /// Takes one more event in, in the record's order. Sealed fields are open where the key is at hand.
    void apply(RecordedEvent recorded);
}
