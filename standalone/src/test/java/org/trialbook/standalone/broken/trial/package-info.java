/// The broken example's command side; nothing else uses it.
@NullMarked
package org.trialbook.standalone.broken.trial;

import org.jspecify.annotations.NullMarked;
