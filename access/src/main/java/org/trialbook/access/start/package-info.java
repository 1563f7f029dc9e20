/// How a server is started from a command line, and what is said when it does not start. What can be wrong belongs to
/// whoever finds it; here it only becomes a sentence.
@NullMarked
package org.trialbook.access.start;

import org.jspecify.annotations.NullMarked;
