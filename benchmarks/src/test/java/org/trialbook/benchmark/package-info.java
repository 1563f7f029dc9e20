/// That everything can be measured, and that the table says what was. No figure is asserted here.
@NullMarked
package org.trialbook.benchmark;

import org.jspecify.annotations.NullMarked;
