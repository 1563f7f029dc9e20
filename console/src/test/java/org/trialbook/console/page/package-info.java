@NullMarked
package org.trialbook.console.page;

import org.jspecify.annotations.NullMarked;
