/// How far are the forms that were recorded: verified, signed, frozen, locked? What waits for whom?
/// What somebody verified who may know what is sealed is not here.
@NullMarked
package org.trialbook.view.casebook;

import org.jspecify.annotations.NullMarked;
