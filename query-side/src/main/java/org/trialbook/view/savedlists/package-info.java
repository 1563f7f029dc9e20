/// The lists that people keep under a name, as each caller may know them.
/// What a list shows when it is opened is its question's to answer.
@NullMarked
package org.trialbook.view.savedlists;

import org.jspecify.annotations.NullMarked;
