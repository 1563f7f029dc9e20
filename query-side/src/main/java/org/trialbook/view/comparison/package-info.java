/// What would the blinded be told if something else were sealed? Everything a blinded role is answered, made from a
/// record at hand, to be compared with the same from a record with other boxes. No key comes in here.
@NullMarked
package org.trialbook.view.comparison;

import org.jspecify.annotations.NullMarked;
