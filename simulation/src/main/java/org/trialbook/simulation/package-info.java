/// A simulated trial: drives a running server over HTTP as its clients would, from a seed.
/// Only what a client has belongs here: no access to the server's insides, and no Spring.
@NullMarked
package org.trialbook.simulation;

import org.jspecify.annotations.NullMarked;
