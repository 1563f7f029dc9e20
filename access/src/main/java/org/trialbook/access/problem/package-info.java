/// What a caller is told when something is wrong, as RFC 9457 problem details, always by one writer.
/// Nothing here may depend on an arm, and no text here repeats what a subject's record holds.
@NullMarked
package org.trialbook.access.problem;

import org.jspecify.annotations.NullMarked;
