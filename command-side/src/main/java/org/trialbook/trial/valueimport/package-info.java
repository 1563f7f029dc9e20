/// Bringing in the values of a file as if somebody had typed them, and taking them back. What is asked of each row is
/// asked by the ordinary acts, and nothing here decides what an answer may be.
@NullMarked
package org.trialbook.trial.valueimport;

import org.jspecify.annotations.NullMarked;
