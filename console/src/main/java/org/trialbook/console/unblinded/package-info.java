/// Pages that may show an arm: each look is recorded by the record.
/// What somebody blinded may be shown belongs elsewhere.
@NullMarked
package org.trialbook.console.unblinded;

import org.jspecify.annotations.NullMarked;
