/// What rules find that read what is sealed, for those who may know it.
@NullMarked
package org.trialbook.view.unblinded.rules;

import org.jspecify.annotations.NullMarked;
