/// What is told of the core laboratory's results to those whom the protocol lets know, with the answers that tell
/// the arm. What everybody may know of them belongs to `readresults`.
@NullMarked
package org.trialbook.view.unblinded.corelab;

import org.jspecify.annotations.NullMarked;
