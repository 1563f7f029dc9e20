@NullMarked
package org.trialbook.instrument;

import org.jspecify.annotations.NullMarked;
