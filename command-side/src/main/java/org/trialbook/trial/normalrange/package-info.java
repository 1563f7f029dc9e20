/// What the laboratory of a site calls normal, as the site or a data manager says it.
/// What an answer is compared with is not here.
@NullMarked
package org.trialbook.trial.normalrange;

import org.jspecify.annotations.NullMarked;
