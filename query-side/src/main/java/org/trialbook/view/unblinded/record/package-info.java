/// The record with its sealed fields opened.
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.record;

import org.jspecify.annotations.NullMarked;
