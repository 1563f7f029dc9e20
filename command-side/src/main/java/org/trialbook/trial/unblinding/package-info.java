/// Unblinding: one subject in an emergency, by an opened envelope, by accident; and the study, as planned.
/// Who is shown an arm elsewhere is recorded by the query side.
@NullMarked
package org.trialbook.trial.unblinding;

import org.jspecify.annotations.NullMarked;
