/// The cuts of the data that have a name.
@NullMarked
package org.trialbook.view.datacuts;

import org.jspecify.annotations.NullMarked;
