/// How views come out of the record: one pure fold, run live, up to any position, and again for comparison.
/// What a view says stands in the package of its question; nothing here knows a blinding key.
@NullMarked
package org.trialbook.view.projection;

import org.jspecify.annotations.NullMarked;
