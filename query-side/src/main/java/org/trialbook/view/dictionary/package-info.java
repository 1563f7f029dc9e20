/// Which terms of dictionaries are loaded, and finding one by its words. What an answer was coded as stands in the
/// answer, and not here.
@NullMarked
package org.trialbook.view.dictionary;

import org.jspecify.annotations.NullMarked;
