/// What only unblinded roles may see, and the one place that opens sealed fields for it.
/// Wired only where there is a blinding key; nothing outside this package may lean on it.
@NullMarked
package org.trialbook.view.unblinded;

import org.jspecify.annotations.NullMarked;
