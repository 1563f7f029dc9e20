/// The command side as a process: its wiring and its main class. What an act means is written in the packages below.
@NullMarked
package org.trialbook.trial;

import org.jspecify.annotations.NullMarked;
