/// What a client is told about its own caller, so that it guesses nothing from a role's name.
/// Nothing of the record is told here.
@NullMarked
package org.trialbook.view.caller;

import org.jspecify.annotations.NullMarked;
