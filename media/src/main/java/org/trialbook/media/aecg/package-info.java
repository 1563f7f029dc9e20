/// HL7's annotated ECG: the elements and attributes that reading needs, and no others.
@NullMarked
package org.trialbook.media.aecg;

import org.jspecify.annotations.NullMarked;
