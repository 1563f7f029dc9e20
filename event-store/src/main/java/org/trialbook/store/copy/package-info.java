/// A record as a whole, log and recordings and sign-outs, copied from where it is kept to another place and
/// compared there. What a backup holds beside it, and what a command says, does not belong here.
@NullMarked
package org.trialbook.store.copy;

import org.jspecify.annotations.NullMarked;
