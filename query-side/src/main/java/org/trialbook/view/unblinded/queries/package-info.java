/// What was asked by those who may know what is sealed, and what became of it?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.queries;

import org.jspecify.annotations.NullMarked;
