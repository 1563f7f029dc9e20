/// What is printed for the sites to open when the record cannot be reached?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.envelopes;

import org.jspecify.annotations.NullMarked;
