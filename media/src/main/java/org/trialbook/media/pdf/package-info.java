/// PDF (ISO 32000): pages and nothing but pages.
@NullMarked
package org.trialbook.media.pdf;

import org.jspecify.annotations.NullMarked;
