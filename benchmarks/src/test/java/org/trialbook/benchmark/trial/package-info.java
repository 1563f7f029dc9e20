/// Tests of whole trials: that a made one is lawful, and of what is drawn and paced. No figure is tested.
@NullMarked
package org.trialbook.benchmark.trial;

import org.jspecify.annotations.NullMarked;
