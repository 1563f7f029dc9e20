/// Which queries there are, how they stand, and for whom each waits?
/// What somebody asked who may know what is sealed is not here.
@NullMarked
package org.trialbook.view.queries;

import org.jspecify.annotations.NullMarked;
