/// What did the blinded readers measure?
/// The reader's guess of the arm stays sealed and out of every answer.
@NullMarked
package org.trialbook.view.readresults;

import org.jspecify.annotations.NullMarked;
