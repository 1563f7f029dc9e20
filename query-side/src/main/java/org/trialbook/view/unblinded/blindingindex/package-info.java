/// Did the blinded readers guess the arm more often than by chance?
/// Unblinded roles only: guesses and arms are opened here, and only counts leave.
@NullMarked
package org.trialbook.view.unblinded.blindingindex;

import org.jspecify.annotations.NullMarked;
