/// What a process without a blinding key says to those who may know what it can't show: where to ask instead.
/// Nothing of the record is shown here.
@NullMarked
package org.trialbook.view.elsewhere;

import org.jspecify.annotations.NullMarked;
