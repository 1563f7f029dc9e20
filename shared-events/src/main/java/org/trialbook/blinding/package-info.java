/// How a field that reveals the allocation is kept from those who must not know it: sealed values, the key that
/// opens them, and the walk that seals an event before it is stored. Code that shows things to blinded roles may
/// know [Sealed] but never a [BlindingKey].
@NullMarked
package org.trialbook.blinding;

import org.jspecify.annotations.NullMarked;
