/// How a field that reveals the allocation is kept from those who must not know it: sealed values, and the key that
/// opens them; how an event is sealed is said in `blinding.sealing`. Code that shows things to blinded roles may know
/// [Sealed] but never a [BlindingKey].
@NullMarked
package org.trialbook.blinding;

import org.jspecify.annotations.NullMarked;
