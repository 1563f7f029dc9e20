/// Records taken away, put back and archived, of both stores and across them.
@NullMarked
package org.trialbook.backup;

import org.jspecify.annotations.NullMarked;
