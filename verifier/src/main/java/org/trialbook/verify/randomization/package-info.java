/// Whether a study was randomized as it said it would be: its events are read as the format says, every arm is
/// recomputed from the revealed seed, and what differs is named. How arms follow from the seed is decided in
/// `org.trialbook.allocation`, and the commands that tell what was found are not known here.
@NullMarked
package org.trialbook.verify.randomization;

import org.jspecify.annotations.NullMarked;
