/// The list that was prepared elsewhere: shown once the study is unblinded. How arms follow from it stands in
/// `org.trialbook.allocation`.
@NullMarked
package org.trialbook.trial.preparedlist;

import org.jspecify.annotations.NullMarked;
