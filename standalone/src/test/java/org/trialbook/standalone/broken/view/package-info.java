/// The broken example's view; it must not be imitated.
@NullMarked
package org.trialbook.standalone.broken.view;

import org.jspecify.annotations.NullMarked;
