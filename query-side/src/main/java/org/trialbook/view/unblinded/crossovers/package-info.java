/// Who crossed over, from which arm to which, and why?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.crossovers;

import org.jspecify.annotations.NullMarked;
