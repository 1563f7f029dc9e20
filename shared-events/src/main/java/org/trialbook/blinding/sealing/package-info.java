/// How an event's sealed fields are closed before it is stored, and opened after it was read.
/// What closes and opens holds a key, and is not for code that shows things to blinded roles.
@NullMarked
package org.trialbook.blinding.sealing;

import org.jspecify.annotations.NullMarked;
