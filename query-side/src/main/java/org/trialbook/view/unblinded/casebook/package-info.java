/// How far are the forms for those who may know what is sealed?
/// Unblinded roles only.
@NullMarked
package org.trialbook.view.unblinded.casebook;

import org.jspecify.annotations.NullMarked;
