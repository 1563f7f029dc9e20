/// Recording attempts at the implant.
@NullMarked
package org.trialbook.console.implant;

import org.jspecify.annotations.NullMarked;
