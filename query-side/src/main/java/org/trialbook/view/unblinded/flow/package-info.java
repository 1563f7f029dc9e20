/// The participant flow by arm.
/// It shows the arm of everybody in it, and so is recorded before it is answered.
@NullMarked
package org.trialbook.view.unblinded.flow;

import org.jspecify.annotations.NullMarked;
