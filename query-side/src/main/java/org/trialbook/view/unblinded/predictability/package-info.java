/// How often could the next arm have been guessed by those who see arms at a site?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.predictability;

import org.jspecify.annotations.NullMarked;
