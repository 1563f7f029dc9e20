@NullMarked
package org.trialbook.console.record;

import org.jspecify.annotations.NullMarked;
