@NullMarked
package org.trialbook.console.draft;

import org.jspecify.annotations.NullMarked;
