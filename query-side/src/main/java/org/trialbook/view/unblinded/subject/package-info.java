/// What was one subject allocated to, and what was done?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.subject;

import org.jspecify.annotations.NullMarked;
