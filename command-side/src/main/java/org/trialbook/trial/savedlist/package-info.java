/// The lists that people keep under a name: a question and its filters, never an answer.
/// What the question answers, and to whom, is not here.
@NullMarked
package org.trialbook.trial.savedlist;

import org.jspecify.annotations.NullMarked;
