/// How many kits of each arm has a site left?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.kitstock;

import org.jspecify.annotations.NullMarked;
