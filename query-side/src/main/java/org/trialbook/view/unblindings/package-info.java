/// Whose blind was broken, when and why, and is the study unblinded?
/// Notices without the arm, for everybody who must hear of it; who was shown an arm is told to the unblinded only.
@NullMarked
package org.trialbook.view.unblindings;

import org.jspecify.annotations.NullMarked;
