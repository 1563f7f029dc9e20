/// The seed of the allocation: each party commits to its share before the first subject, and both shares are shown once
/// the study is unblinded. How arms follow from it stands in `org.trialbook.allocation`.
@NullMarked
package org.trialbook.trial.allocationseed;

import org.jspecify.annotations.NullMarked;
