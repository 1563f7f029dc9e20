/// How well do readers agree with each other, and with themselves?
/// Statistics are pure functions of pairs of numbers; whose recordings they come from is not looked at here.
@NullMarked
package org.trialbook.view.agreement;

import org.jspecify.annotations.NullMarked;
