/// The lists of those who may know the allocation.
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.savedlists;

import org.jspecify.annotations.NullMarked;
