@NullMarked
package org.trialbook.access.clock;

import org.jspecify.annotations.NullMarked;
