/// One of two packages that lean on each other.
/// Nothing but a test may use it.
@NullMarked
package org.trialbook.standalone.broken.circle.asking;

import org.jspecify.annotations.NullMarked;
