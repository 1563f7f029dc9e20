/// Whether the signatures that people put under forms are of the events that they name, from a verified bundle alone.
/// What a form says is no part of it, and no key is needed.
@NullMarked
package org.trialbook.verify.signatures;

import org.jspecify.annotations.NullMarked;
