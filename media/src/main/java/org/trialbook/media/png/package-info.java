/// PNG (ISO/IEC 15948): the picture and nothing but the picture.
@NullMarked
package org.trialbook.media.png;

import org.jspecify.annotations.NullMarked;
