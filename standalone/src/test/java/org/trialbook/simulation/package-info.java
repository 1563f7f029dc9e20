/// The simulated trial: its draws, and a small trial against a server in this process.
/// Nothing here knows how the simulation asks, only what the record then holds.
@NullMarked
package org.trialbook.simulation;

import org.jspecify.annotations.NullMarked;
