/// What does a reader still have to read?
/// No subject, site, date or visit comes into this package, nor whose arm it is, so none can leave it; that the
/// study has arms a reader is told, to say which of them they believe in.
@NullMarked
package org.trialbook.view.worklist;

import org.jspecify.annotations.NullMarked;
