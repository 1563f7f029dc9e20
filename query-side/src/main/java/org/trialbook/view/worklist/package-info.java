/// What does a reader still have to read?
/// No subject, site, date, visit or arm comes into this package, so none can leave it.
@NullMarked
package org.trialbook.view.worklist;

import org.jspecify.annotations.NullMarked;
