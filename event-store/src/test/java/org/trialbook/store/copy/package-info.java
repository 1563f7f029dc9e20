@NullMarked
package org.trialbook.store.copy;

import org.jspecify.annotations.NullMarked;
