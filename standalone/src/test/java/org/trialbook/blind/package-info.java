/// Tests of the blind that need more than the query side: real keys, real processes, and the command for inspectors.
@NullMarked
package org.trialbook.blind;

import org.jspecify.annotations.NullMarked;
