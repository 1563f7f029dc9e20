/// The documents of the study: which versions there are, which holds at which site, and who opened it.
/// How a file comes in is not here.
@NullMarked
package org.trialbook.trial.document;

import org.jspecify.annotations.NullMarked;
