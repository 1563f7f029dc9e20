/// Locking the study: from then on nothing that an act would record of a subject or a read is recorded.
/// What concerns the blind alone goes on until the study is unblinded.
@NullMarked
package org.trialbook.trial.lock;

import org.jspecify.annotations.NullMarked;
