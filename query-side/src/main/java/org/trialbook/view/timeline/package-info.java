/// What was recorded about one subject, in the record's order, as somebody blinded may see it.
/// Sealed fields are named as sealed and never opened here.
@NullMarked
package org.trialbook.view.timeline;

import org.jspecify.annotations.NullMarked;
