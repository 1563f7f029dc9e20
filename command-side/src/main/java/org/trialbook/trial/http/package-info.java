/// The way from a request to a command and from what became of it to an answer, the same for every act. No act is named
/// here: what differs from one to the next, its declaration says.
@NullMarked
package org.trialbook.trial.http;

import org.jspecify.annotations.NullMarked;
