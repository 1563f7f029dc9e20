/// Who was allocated to what?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.allocation;

import org.jspecify.annotations.NullMarked;
