/// Whether the keys of this process are the record's, before it records anything with them. What a key is for
/// belongs to the packages that use it.
@NullMarked
package org.trialbook.trial.keys;

import org.jspecify.annotations.NullMarked;
