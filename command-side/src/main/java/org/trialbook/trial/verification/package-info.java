/// Source data verification: which answers were compared with the source.
/// What somebody compares who may know what is sealed is for those alone who may know it, too.
@NullMarked
package org.trialbook.trial.verification;

import org.jspecify.annotations.NullMarked;
