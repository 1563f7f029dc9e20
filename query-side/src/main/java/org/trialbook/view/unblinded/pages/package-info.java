/// Pages that show allocations, for unblinded roles in a process that holds the key.
/// What may be shown to somebody blinded belongs in `org.trialbook.view.pages`.
@NullMarked
package org.trialbook.view.unblinded.pages;

import org.jspecify.annotations.NullMarked;
