/// How the study stands as a whole.
/// Lists of subjects belong in `subjects`.
@NullMarked
package org.trialbook.console.overview;

import org.jspecify.annotations.NullMarked;
