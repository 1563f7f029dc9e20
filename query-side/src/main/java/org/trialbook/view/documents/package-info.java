/// The documents of the study, which version holds where, who opened which, and the files themselves.
/// What is for those who may know the allocation is answered to them alone, and told to nobody else.
@NullMarked
package org.trialbook.view.documents;

import org.jspecify.annotations.NullMarked;
