/// Files for blinded reading and as answers: taken in by what their content is, refused where it names somebody, kept
/// by its hash.
/// Whose recording a file is, and who reads it, is not decided here but in `reading`.
@NullMarked
package org.trialbook.trial.media;

import org.jspecify.annotations.NullMarked;
