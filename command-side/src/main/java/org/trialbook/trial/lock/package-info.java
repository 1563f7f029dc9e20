/// Locking the study: from then on nothing that could change a result is recorded, of a subject, a read or the
/// protocol. What concerns the blind alone goes on until the study is unblinded.
@NullMarked
package org.trialbook.trial.lock;

import org.jspecify.annotations.NullMarked;
