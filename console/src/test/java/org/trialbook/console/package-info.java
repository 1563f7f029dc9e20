@NullMarked
package org.trialbook.console;

import org.jspecify.annotations.NullMarked;
